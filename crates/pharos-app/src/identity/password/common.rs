//! Passwords that are guessed first: what remains after the usual tricks (digits at the ends, letters swapped for digits,
//! words said twice) is a word of our list, a run of keys, or the user's own name.

/// Words people begin passwords with; our own list, English and romanised, with this trade's words.
const WORDS: &[&str] = &[
    "password",
    "passwort",
    "passphrase",
    "passcode",
    "secret",
    "geheim",
    "sisma",
    "sisma1",
    "parol",
    "senha",
    "mima",
    "welcome",
    "willkommen",
    "bruchim",
    "shalom",
    "letmein",
    "openup",
    "opensesame",
    "login",
    "signin",
    "logmein",
    "admin",
    "administrator",
    "root",
    "superuser",
    "user",
    "guest",
    "test",
    "testing",
    "tester",
    "demo",
    "example",
    "default",
    "changeme",
    "change",
    "temporary",
    "temp",
    "master",
    "manager",
    "director",
    "supervisor",
    "agent",
    "planner",
    "auditor",
    "support",
    "helpdesk",
    "service",
    "callcenter",
    "callcentre",
    "contactcenter",
    "contactcentre",
    "customer",
    "company",
    "office",
    "work",
    "team",
    "pharos",
    "lighthouse",
    "workforce",
    "telephone",
    "headset",
    "iloveyou",
    "loveyou",
    "ilove",
    "love",
    "lovely",
    "forever",
    "always",
    "princess",
    "prince",
    "queen",
    "king",
    "angel",
    "sunshine",
    "sunflower",
    "flower",
    "rainbow",
    "butterfly",
    "chocolate",
    "cookie",
    "coffee",
    "cheese",
    "banana",
    "orange",
    "apple",
    "cherry",
    "pepper",
    "ginger",
    "honey",
    "sugar",
    "candy",
    "summer",
    "winter",
    "spring",
    "autumn",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "dragon",
    "monkey",
    "tiger",
    "lion",
    "eagle",
    "falcon",
    "horse",
    "shadow",
    "ninja",
    "batman",
    "superman",
    "spiderman",
    "starwars",
    "pokemon",
    "mario",
    "zelda",
    "matrix",
    "phoenix",
    "hunter",
    "ranger",
    "warrior",
    "soccer",
    "football",
    "baseball",
    "basketball",
    "hockey",
    "tennis",
    "golf",
    "liverpool",
    "chelsea",
    "arsenal",
    "barcelona",
    "madrid",
    "london",
    "berlin",
    "paris",
    "telaviv",
    "jerusalem",
    "haifa",
    "beijing",
    "shanghai",
    "hongkong",
    "taipei",
    "newyork",
    "america",
    "israel",
    "china",
    "deutschland",
    "michael",
    "jennifer",
    "jessica",
    "daniel",
    "charlie",
    "thomas",
    "jordan",
    "michelle",
    "andrew",
    "joshua",
    "matthew",
    "robert",
    "ashley",
    "nicole",
    "maggie",
    "buster",
    "computer",
    "internet",
    "google",
    "facebook",
    "windows",
    "microsoft",
    "samsung",
    "android",
    "iphone",
    "whatever",
    "trustno",
    "nothing",
    "everything",
    "something",
    "freedom",
    "money",
    "bitcoin",
    "dollar",
    "million",
    "mustang",
    "ferrari",
    "porsche",
    "mercedes",
    "harley",
    "family",
    "mother",
    "father",
    "brother",
    "sister",
    "baby",
    "friends",
    "friend",
    "hello",
    "helloworld",
    "goodbye",
    "thankyou",
    "please",
    "access",
    "security",
    "secure",
    "private",
    "account",
    "abracadabra",
    "correcthorsebatterystaple",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
];

/// Runs of keys and letters, of which any stretch (either way, over and over) is no password.
const RUNS: &[&str] = &[
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "qwertzuiop",
    "azertyuiop",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "qazwsxedcrfvtgbyhnujmikolp",
    "1q2w3e4r5t6y7u8i9o0p",
    "!@#$%^&*()",
];

/// True if the password is guessed early; `about` are names of the user.
pub(super) fn is_common(word: &str, about: &[&str]) -> bool {
    let lower = word.to_lowercase();
    let distinct: std::collections::HashSet<char> = lower.chars().collect();
    if distinct.len() < 5 || is_run(&lower) {
        return true;
    }
    let plain = unswapped(&lower);
    let names: Vec<String> = about
        .iter()
        .flat_map(|name| name.split(|it: char| !it.is_alphanumeric()))
        .map(|name| unswapped(&name.to_lowercase()))
        .filter(|name| 3 <= name.chars().count())
        .collect();
    [lower, plain].iter().any(|form| {
        let rest = stripped(form, &names);
        // What is left beside known words must itself be worth something.
        rest.chars().count() < 5 || is_run(&rest)
    })
}

/// Takes known words and names, digits and signs away; what stays is what makes the password somebody's own.
fn stripped(form: &str, names: &[String]) -> String {
    let mut rest: String = form.chars().filter(|it| it.is_alphabetic()).collect();
    let mut words: Vec<&str> = WORDS.iter().copied().chain(names.iter().map(String::as_str)).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    for word in words.iter().filter(|word| 4 <= word.len() || names.iter().any(|name| name == *word)) {
        rest = rest.replace(word, "");
    }
    rest
}

/// Letters for the digits and signs that are swapped in for them.
fn unswapped(word: &str) -> String {
    word.chars()
        .map(|it| match it {
            '0' => 'o',
            '1' | '!' | '|' => 'i',
            '3' => 'e',
            '4' | '@' => 'a',
            '5' | '$' => 's',
            '7' => 't',
            other => other,
        })
        .collect()
}

/// True if the word is made of stretches of three and more of a run, or says one short thing over and over.
fn is_run(word: &str) -> bool {
    let characters: Vec<char> = word.chars().collect();
    let repeats = (1..=characters.len() / 2)
        .any(|length| length <= 4 && characters.chunks(length).all(|part| characters.starts_with(part)));
    if repeats {
        return true;
    }
    let backwards: Vec<String> = RUNS.iter().map(|run| run.chars().rev().collect()).collect();
    let runs: Vec<&str> = RUNS.iter().copied().chain(backwards.iter().map(String::as_str)).collect();
    let mut at = 0;
    while at < characters.len() {
        let longest = (3..=characters.len() - at).rev().find(|&length| {
            let part: String = characters[at..at + length].iter().collect();
            runs.iter().any(|run| run.contains(&part))
        });
        match longest {
            Some(length) => at += length,
            // Up to two characters at the end may be anything.
            None => return characters.len() - at <= 2 && 6 <= at,
        }
    }
    true
}
