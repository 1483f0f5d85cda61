//! HTTP and JSON: routes, the OpenAPI document, the embedded page.
