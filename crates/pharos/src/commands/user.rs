//! `pharos user`

use std::process::ExitCode;

use pharos_app::{App, NewUser, Part, Permission, Role, UserChange, UserView};

use crate::arguments::{PartArguments, UserAddArguments, UserChangeArguments, UserCommand};
use crate::output::{self, Done, Failure};

pub(crate) async fn run(command: &UserCommand) -> Done {
    let owner = Permission::owner();
    match command {
        UserCommand::List { json, data } => {
            let users = super::open(data).await?.users(&owner).await?;
            if *json { output::json(&users)? } else { output::data(text(&users).as_bytes())? }
        }
        UserCommand::Add(arguments) => add(arguments).await?,
        UserCommand::Change(arguments) => change(arguments).await?,
        UserCommand::Disable { login, data } => {
            let app = super::open(data).await?;
            let change = UserChange { disabled: Some(true), ..UserChange::default() };
            app.change_user(&owner, &id_of(&app, login).await?, &change).await?;
            output::message(&format!("{login} may not sign in any more"));
        }
        UserCommand::Remove { login, data } => {
            let app = super::open(data).await?;
            app.remove_user(&owner, &id_of(&app, login).await?).await?;
            output::message(&format!("{login} is removed"));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The id behind a login.
pub(crate) async fn id_of(app: &App, login: &str) -> Result<String, Failure> {
    Ok(app.permission_of(login).await?.user_id().to_owned())
}

async fn add(arguments: &UserAddArguments) -> Result<(), Failure> {
    let app = super::open(&arguments.data).await?;
    let new = NewUser {
        login: arguments.login.clone(),
        name: arguments.name.clone(),
        roles: roles(&arguments.role)?,
        part: part(&arguments.part).unwrap_or(Part::Own),
        agent_id: arguments.agent_id.clone(),
        password: arguments.password_stdin.then(password).transpose()?,
    };
    let user = app.add_user(&Permission::owner(), &new).await?;
    output::message(&format!("{} may sign in as {}", user.login, user.roles.join(", ")));
    Ok(())
}

async fn change(arguments: &UserChangeArguments) -> Result<(), Failure> {
    let app = super::open(&arguments.data).await?;
    let change = UserChange {
        name: arguments.name.clone(),
        roles: if arguments.role.is_empty() { None } else { Some(roles(&arguments.role)?) },
        part: part(&arguments.part),
        agent_id: arguments.agent_id.as_ref().map(|id| Some(id.clone()).filter(|id| !id.is_empty())),
        disabled: arguments.enable.then_some(false),
        password: arguments.password_stdin.then(password).transpose()?,
        reset_second_factor: arguments.reset_second_factor,
    };
    let user = app.change_user(&Permission::owner(), &id_of(&app, &arguments.login).await?, &change).await?;
    output::message(&format!("{} is changed", user.login));
    Ok(())
}

fn roles(words: &[String]) -> Result<Vec<Role>, Failure> {
    let role = |word: &String| {
        Role::parse(word).ok_or_else(|| {
            let known: Vec<&str> = Role::ALL.iter().map(|role| role.as_str()).collect();
            Failure::Input(format!("there is no role `{word}`; maybe one of {}", known.join(" ")))
        })
    };
    words.iter().map(role).collect()
}

/// The part that is named; `None` where nothing is said.
fn part(arguments: &PartArguments) -> Option<Part> {
    if arguments.whole {
        Some(Part::Whole)
    } else if !arguments.site.is_empty() {
        Some(Part::Sites(arguments.site.iter().cloned().collect()))
    } else if !arguments.team.is_empty() {
        Some(Part::Teams(arguments.team.iter().cloned().collect()))
    } else {
        None
    }
}

/// One line of stdin: a password on the command line would be seen by everybody on the machine.
fn password() -> Result<String, Failure> {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

fn text(users: &[UserView]) -> String {
    let mut lines = vec![["login", "name", "roles", "sees", "agent", "state"].map(str::to_owned).to_vec()];
    lines.extend(users.iter().map(|user| {
        let names = |names: &std::collections::BTreeSet<String>| {
            names.iter().map(String::as_str).collect::<Vec<_>>().join(",")
        };
        let sees = match &user.part {
            Part::Whole => "everything".to_owned(),
            Part::Sites(sites) => format!("sites {}", names(sites)),
            Part::Teams(teams) => format!("teams {}", names(teams)),
            Part::Own => "own".to_owned(),
        };
        let state = match (user.disabled, user.has_password) {
            (true, _) => "disabled",
            (false, true) => "",
            (false, false) => "no password",
        };
        vec![
            user.login.clone(),
            user.name.clone(),
            user.roles.join(","),
            sees,
            user.agent_id.clone().unwrap_or_default(),
            state.to_owned(),
        ]
    }));
    output::table(&lines)
}
