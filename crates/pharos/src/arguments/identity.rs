//! Arguments of `pharos user` and `pharos token`.

use clap::{Args, Subcommand};

use super::DataArguments;

#[derive(Debug, Subcommand)]
pub(crate) enum UserCommand {
    /// All users.
    #[command(after_help = "Example:\n  pharos user list --json")]
    List {
        /// As JSON
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        data: DataArguments,
    },
    /// Make a user. The password is read from stdin, where it is asked for.
    #[command(
        after_help = "Examples:\n  pharos user add noa --name \"Noa Levi\" --role supervisor --team billing --password-stdin < word.txt\n  pharos user add dana --role agent --agent-id dana"
    )]
    Add(UserAddArguments),
    /// Change a user; holds with the user's next request. Without --password-stdin the password stays.
    #[command(after_help = "Example:\n  pharos user change noa --role manager --whole")]
    Change(UserChangeArguments),
    /// Nothing opens for the user any more; `change --enable` takes it back.
    #[command(after_help = "Example:\n  pharos user disable noa")]
    Disable {
        /// Login of the user
        login: String,
        #[command(flatten)]
        data: DataArguments,
    },
    /// Remove a user with all sessions and tokens. What the user did stays in the audit log.
    #[command(after_help = "Example:\n  pharos user remove noa")]
    Remove {
        /// Login of the user
        login: String,
        #[command(flatten)]
        data: DataArguments,
    },
}

/// What a user may see.
#[derive(Args, Debug)]
pub(crate) struct PartArguments {
    /// Sees the whole centre
    #[arg(long, conflicts_with_all = ["site", "team"])]
    pub(crate) whole: bool,
    /// Sees these sites
    #[arg(long, value_name = "SITE,..", value_delimiter = ',', conflicts_with = "team")]
    pub(crate) site: Vec<String>,
    /// Sees these teams
    #[arg(long, value_name = "TEAM,..", value_delimiter = ',')]
    pub(crate) team: Vec<String>,
}

#[derive(Args, Debug)]
pub(crate) struct UserAddArguments {
    /// Typed to sign in
    pub(crate) login: String,
    /// Shown to people [default: the login]
    #[arg(long, value_name = "NAME", default_value = "")]
    pub(crate) name: String,
    /// agent supervisor planner quality_analyst hr manager director administrator auditor machine
    #[arg(long, value_name = "ROLE,..", value_delimiter = ',', required = true)]
    pub(crate) role: Vec<String>,
    #[command(flatten)]
    pub(crate) part: PartArguments,
    /// The agent the user is
    #[arg(long, value_name = "ID")]
    pub(crate) agent_id: Option<String>,
    /// Read the password from stdin, one line
    #[arg(long)]
    pub(crate) password_stdin: bool,
    #[command(flatten)]
    pub(crate) data: DataArguments,
}

#[derive(Args, Debug)]
pub(crate) struct UserChangeArguments {
    /// Login of the user
    pub(crate) login: String,
    /// Shown to people
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,
    /// Roles instead of those the user has
    #[arg(long, value_name = "ROLE,..", value_delimiter = ',')]
    pub(crate) role: Vec<String>,
    #[command(flatten)]
    pub(crate) part: PartArguments,
    /// The agent the user is; empty: none
    #[arg(long, value_name = "ID")]
    pub(crate) agent_id: Option<String>,
    /// Let a disabled user in again
    #[arg(long)]
    pub(crate) enable: bool,
    /// Forget the second factor of somebody who lost it
    #[arg(long)]
    pub(crate) reset_second_factor: bool,
    /// Read a new password from stdin, one line; ends all sessions
    #[arg(long)]
    pub(crate) password_stdin: bool,
    #[command(flatten)]
    pub(crate) data: DataArguments,
}

#[derive(Debug, Subcommand)]
pub(crate) enum TokenCommand {
    /// All tokens; the tokens themselves are kept nowhere.
    #[command(after_help = "Example:\n  pharos token list --json")]
    List {
        /// As JSON
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        data: DataArguments,
    },
    /// Make a token; it is printed once.
    #[command(
        after_help = "Example:\n  pharos user add pbx --role machine --whole\n  pharos token add --user pbx --name \"PBX\" --may send_facts --days 365"
    )]
    Add {
        /// Login of the user it acts for
        #[arg(long, value_name = "LOGIN")]
        user: String,
        /// What it is for
        #[arg(long, value_name = "NAME")]
        name: String,
        /// Actions it opens, such as read_metrics,send_facts
        #[arg(long, value_name = "ACTION,..", value_delimiter = ',', required = true)]
        may: Vec<String>,
        /// Days until it opens nothing, at most 366
        #[arg(long, value_name = "N", default_value_t = 90)]
        days: u32,
        /// As JSON
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        data: DataArguments,
    },
    /// Take a token back.
    #[command(after_help = "Example:\n  pharos token remove 1f0c")]
    Remove {
        /// Its id, or the beginning of it
        id: String,
        #[command(flatten)]
        data: DataArguments,
    },
}
