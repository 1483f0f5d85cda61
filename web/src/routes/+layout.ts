import { said, without, type SaidOnce } from "$lib/address";
import { createSession, getSession } from "$lib/api/client";
import { getSignIn, type SignInOptions } from "$lib/api/identity";
import { Problem } from "$lib/api/problem";
import type { Session } from "$lib/api/types";
import { loadWords, preferredLocale, setLocale } from "$lib/i18n.svelte";
import { isLocale } from "$lib/locale";
import { readPreferences } from "$lib/preferences.svelte";
import type { LayoutLoad } from "./$types";

export const ssr = false;
export const prerender = false;

export const load: LayoutLoad = async (): Promise<
  SignedIn & { options: SignInOptions | null; fault: string | null }
> => {
  readPreferences();
  fault = take("sign_in") ?? fault;
  const preferred = preferredLocale();
  const [signedIn] = await Promise.all([signIn(), preferred ? setLocale(preferred, false) : null]);
  if (!preferred) {
    const centre = signedIn.session?.locale_default;
    await setLocale(isLocale(centre) ? centre : "en", false);
  }
  const { session, problem } = signedIn;
  if (problem || (session && !session.first_start)) return { ...signedIn, options: null, fault: null };
  const [options] = await Promise.all([session ? null : getSignIn(), loadWords("sign-in")]);
  return { ...signedIn, options, fault };
};

interface SignedIn {
  session: Session | null;
  /** The token of the address was not accepted. */
  refused: boolean;
  problem: Problem | null;
}

/** A token of this visit was refused; kept, as the screen may be loaded again before it is shown. */
let refused = false;

/** Why the identity provider's way ended without a session; kept for this visit, as the screen may be loaded again. */
let fault: string | null = null;

/** A word of the address, which is removed from it at once. */
function take(name: SaidOnce): string | null {
  const address = new URL(location.href);
  const clean = without(address, [name]);
  if (clean) history.replaceState(history.state, "", clean);
  return said(address, name);
}

/** Trades the token of the printed address for a cookie, or asks who is signed in already. */
async function signIn(): Promise<SignedIn> {
  const token = take("token");
  try {
    const session = token === null ? await getSession() : await createSession(token);
    refused &&= session === null;
    return { session, refused, problem: null };
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    if (token !== null && problem.status >= 400 && problem.status < 500) {
      refused = true;
      return { session: await getSession(), refused, problem: null };
    }
    return { session: null, refused, problem };
  }
}
