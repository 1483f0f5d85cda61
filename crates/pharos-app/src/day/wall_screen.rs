//! Screens: a television asks for a code, somebody signed in types it, and from then on the screen may see that one board.
//! Its token is random, kept as a hash, read-only, good for one board, ends when it is unpaired and with no session.

use pharos_store::WallDeviceRecord;
use serde::Serialize;

use super::wall::{WallFrame, screen_permission};
use crate::{Action, App, AppError, Permission, Reason, Result, now_us, rfc3339};

/// Letters of codes: none that are taken for another.
const LETTERS: &[u8] = b"ABCDEFGHJKLMNPQRSTUVWXYZ";
/// Length of a code: 24^6 are 191 million.
const CODE_LEN: usize = 6;
/// A code is good for this long, seconds.
const CODE_TTL_S: i64 = 900;
/// Screens that may wait at once: whoever asks without end gets no more codes, and guessing one stays hopeless.
const WAITING_MAX: usize = 50;

/// What a screen gets when it asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScreenAsked {
    /// its token, shown once
    pub token: String,
    /// the code to show
    pub code: String,
}

/// Where a screen stands.
#[derive(Clone, Debug, PartialEq)]
pub enum ScreenState {
    /// nobody has typed its code yet
    Waiting {
        /// the code to show
        code: String,
    },
    /// it shows a board
    Paired(Box<WallFrame>),
}

/// A screen as those who keep boards see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WallScreenView {
    /// names it for ever
    pub id: String,
    /// the board it shows
    pub wall: String,
    /// who paired it
    pub paired_by: Option<String>,
    /// RFC 3339
    pub paired_at: Option<String>,
    /// RFC 3339: when it last asked for its board
    pub seen_at: Option<String>,
}

impl App {
    /// A screen asks for a code. Anybody may: it sees nothing until the code is typed by somebody signed in.
    ///
    /// # Errors
    /// Too many wait already.
    pub async fn ask_for_wall(&self) -> Result<ScreenAsked> {
        let now = now_us();
        self.store.remove_stale_wall_devices(now - CODE_TTL_S * 1_000_000).await?;
        let devices = self.store.wall_devices().await?;
        if WAITING_MAX <= devices.iter().filter(|it| it.wall_id.is_none()).count() {
            return Err(AppError::Busy(
                "too many screens wait to be paired; maybe in a few minutes".to_owned(),
            ));
        }
        let token = format!("{}{}", uuid::Uuid::new_v4().simple(), uuid::Uuid::new_v4().simple());
        let code = new_code();
        let device = WallDeviceRecord {
            id: uuid::Uuid::now_v7().simple().to_string(),
            token_hash: hash(&token),
            code: Some(code.clone()),
            wall_id: None,
            asked_at_us: now,
            paired_by: None,
            paired_at_us: None,
            seen_at_us: None,
        };
        self.store.save_wall_device(&device).await?;
        Ok(ScreenAsked { token, code })
    }

    /// What the screen with that token shows.
    ///
    /// # Errors
    /// A token nobody has given, or of a screen that was unpaired; data that cannot be read.
    pub async fn wall_screen(&self, token: &str) -> Result<ScreenState> {
        let unknown = || AppError::NotFound {
            what: "screen",
            name: String::new(),
            advice: "; maybe it was unpaired: ask for a new code".to_owned(),
        };
        let mut device = self.store.wall_device_of(&hash(token)).await?.ok_or_else(unknown)?;
        let Some(wall) = device.wall_id.clone() else {
            let fresh = now_us() - CODE_TTL_S * 1_000_000 < device.asked_at_us;
            let code = device.code.filter(|_| fresh).ok_or_else(unknown)?;
            return Ok(ScreenState::Waiting { code });
        };
        let frame = self.wall_frame(&screen_permission(), &wall).await?;
        device.seen_at_us = Some(now_us());
        self.store.save_wall_device(&device).await?;
        Ok(ScreenState::Paired(Box::new(frame)))
    }

    /// Shows a board on the screen that shows a code.
    ///
    /// # Errors
    /// The right is missing; no such board; no screen with that code.
    pub async fn pair_wall(&self, permission: &Permission, wall: &str, code: &str) -> Result<WallScreenView> {
        permission.require(Action::ShareViews)?;
        self.wall_record(wall).await?;
        let code = code.trim().to_uppercase();
        let fresh_from = now_us() - CODE_TTL_S * 1_000_000;
        let devices = self.store.wall_devices().await?;
        let waiting = devices.into_iter().find(|it| {
            it.wall_id.is_none() && fresh_from < it.asked_at_us && it.code.as_deref() == Some(code.as_str())
        });
        let mut device = waiting.ok_or_else(|| {
            AppError::refused(
                Reason::WallCode,
                format!("no screen shows the code `{code}` now; maybe load the screen's page again"),
            )
        })?;
        self.audit(permission, "wall.pair", ("wall", wall), &device.id).await?;
        device.wall_id = Some(wall.to_owned());
        device.code = None;
        device.paired_by = Some(permission.user_id().to_owned());
        device.paired_at_us = Some(now_us());
        self.store.save_wall_device(&device).await?;
        Ok(screen_view(device))
    }

    /// Paired screens, the newest first.
    ///
    /// # Errors
    /// The right is missing; the records.
    pub async fn wall_screens(&self, permission: &Permission) -> Result<Vec<WallScreenView>> {
        permission.require(Action::ShareViews)?;
        let devices = self.store.wall_devices().await?;
        Ok(devices.into_iter().filter(|it| it.wall_id.is_some()).map(screen_view).collect())
    }

    /// Takes a screen's right away.
    ///
    /// # Errors
    /// The right is missing; no such screen.
    pub async fn unpair_wall(&self, permission: &Permission, id: &str) -> Result<()> {
        permission.require(Action::ShareViews)?;
        let there = self.store.wall_devices().await?.iter().any(|it| it.id == id);
        if !there {
            return Err(AppError::NotFound { what: "screen", name: id.to_owned(), advice: String::new() });
        }
        self.audit(permission, "wall.unpair", ("wall_screen", id), "").await?;
        Ok(self.store.remove_wall_device(id).await?)
    }
}

fn hash(token: &str) -> String {
    blake3::hash(token.as_bytes()).to_hex().to_string()
}

/// Six letters from random bytes.
fn new_code() -> String {
    let bytes = uuid::Uuid::new_v4();
    let mut left = bytes.as_u128();
    let mut code = String::new();
    for _ in 0..CODE_LEN {
        let letter = usize::try_from(left % LETTERS.len() as u128).unwrap_or_default();
        code.push(char::from(LETTERS[letter]));
        left /= LETTERS.len() as u128;
    }
    code
}

fn screen_view(device: WallDeviceRecord) -> WallScreenView {
    WallScreenView {
        id: device.id,
        wall: device.wall_id.unwrap_or_default(),
        paired_by: device.paired_by,
        paired_at: device.paired_at_us.map(rfc3339),
        seen_at: device.seen_at_us.map(rfc3339),
    }
}
