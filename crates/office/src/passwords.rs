//! Passwords: which are taken (NIST SP 800-63B-4, 3.1.1.2: by length and by a list of those known to attackers, no rules of
//! composition), and their hashing (OWASP Password Storage: Argon2id, 19 MiB, 2 passes) in a bounded pool.

use std::collections::HashSet;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use hefu_words::Message;
use unicode_normalization::UnicodeNormalization as _;

use crate::error::{OfficeError, Refusal};
use crate::turns::Turns;

/// Fewest characters of a password that stands alone.
pub const ALONE: usize = 15;
/// Fewest characters of a password beside a second factor.
pub const BESIDE_A_FACTOR: usize = 8;
/// Most characters, so that hashing costs the same whatever is sent.
pub const MOST: usize = 256;

/// Memory in KiB, passes and lanes of Argon2id.
const COST: (u32, u32, u32) = (19_456, 2, 1);
/// A hash that is nobody's, of the same cost: verified where there is no password, so that an answer takes as long.
const NOBODYS: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
/// Hashes at once.
const AT_ONCE: usize = 2;
/// Hashes that may wait. One more is told that the office is busy.
const WAITING: usize = 30;

/// Words that attackers try first, in the letters left when capitals, digits that stand for letters and a tail of digits or
/// marks are taken away.
const COMMON: &str = "password passwort passw pass qwerty qwertyuiop qwertz azerty asdf asdfgh asdfghjkl zxcvbn zxcvbnm \
iloveyou letmein welcome admin administrator root guest login master dragon monkey football baseball sunshine princess \
superman batman starwars trustno changeme default secret shadow michael jennifer jordan hunter killer charlie summer \
winter spring autumn monday friday january february march april june july august september october november december \
internet computer samsung google facebook wechat weixin taobao alibaba tencent huawei xiaomi baidu woaini woaiwojia \
mima wodemima nihao zhongguo beijing shanghai guangzhou shenzhen hongkong taiwan taipei macau china office research \
university science hefu abc abcd abcde abcdef abcdefg abcdefgh aaa test testing temp user qazwsx qazwsxedc wsxedc loveyou \
whatever freedom nothing pokemon naruto liverpool chelsea arsenal mustang corvette harley cheese cookie banana orange";

/// Passwords an office refuses beside the built-in ones: a list of breached passwords, one a line.
#[derive(Clone, Debug, Default)]
pub struct Refused(HashSet<String>);

impl Refused {
    /// Reads the list.
    ///
    /// # Errors
    /// When the file cannot be read as text.
    pub fn read(file: &Path) -> Result<Self, OfficeError> {
        let text = std::fs::read_to_string(file)
            .map_err(|error| OfficeError::Stored(format!("refused_passwords = {}: {error}", file.display())))?;
        Ok(Self(text.lines().map(|line| line.trim().to_lowercase()).filter(|line| !line.is_empty()).collect()))
    }
}

/// A password as it is hashed: in Unicode's form C, so that it does not depend on the keyboard (SP 800-63B-4, 3.1.1.2).
pub fn normal(password: &str) -> String {
    password.nfc().collect()
}

/// Whether a password may be set: `own` are words an attacker knows of the person and the office.
///
/// # Errors
/// A refusal that says what is wrong.
pub fn check(password: &str, beside_a_factor: bool, own: &[&str], refused: &Refused) -> Result<(), Refusal> {
    let wrong = |message: Message| Err(Refusal::invalid("new", message));
    let length = password.chars().count();
    let fewest = if beside_a_factor { BESIDE_A_FACTOR } else { ALONE };
    if length < fewest {
        let key = if beside_a_factor { "account-password-short" } else { "account-password-short-alone" };
        return wrong(Message::new(key).with("fewest", fewest).with("beside", BESIDE_A_FACTOR));
    }
    if length > MOST {
        return wrong(Message::new("account-password-long").with("most", MOST));
    }
    let lower = password.to_lowercase();
    if refused.0.contains(&lower) || guessed(&lower, own) {
        return wrong(Message::new("account-password-known"));
    }
    Ok(())
}

/// Whether little is left of a password once what attackers try first is taken out of it.
fn guessed(lower: &str, own: &[&str]) -> bool {
    let inner = lower.trim_matches(|c: char| !c.is_alphabetic());
    let stem: String = inner.chars().map(plain).collect();
    let mut left = stem;
    let own: Vec<String> = own
        .iter()
        .flat_map(|word| word.split(|c: char| !c.is_alphanumeric()))
        .map(|word| word.to_lowercase())
        .collect();
    let mut words: Vec<&str> = COMMON.split_whitespace().chain(own.iter().map(String::as_str)).collect();
    words.retain(|word| word.chars().count() >= 3);
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    for word in words {
        left = left.replace(word, " ");
    }
    let left = left.split_whitespace().map(kinds).sum::<usize>();
    left < 5 || kinds(lower) < 5
}

/// A character that stands for a letter, as that letter; other digits and marks as blanks.
fn plain(c: char) -> char {
    match c {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        c if c.is_alphabetic() => c,
        _ => ' ',
    }
}

/// Characters that do not follow from the one before: not the same, not the next or former in the alphabet of code points.
fn kinds(text: &str) -> usize {
    let mut before: Option<u32> = None;
    let mut seen = HashSet::new();
    let mut count = 0;
    for c in text.chars().map(u32::from) {
        let follows = before.is_some_and(|before| before.abs_diff(c) <= 1);
        if !follows && seen.insert((before, c)) {
            count += 1;
        }
        before = Some(c);
    }
    count
}

/// Hashes passwords beside the requests: so many at once, so many waiting, no more.
#[derive(Debug)]
pub struct Hasher {
    turns: Turns,
    done: AtomicU64,
}

impl Default for Hasher {
    fn default() -> Self {
        Self { turns: Turns::new(AT_ONCE, WAITING), done: AtomicU64::new(0) }
    }
}

impl Hasher {
    /// Hashes made and verified since the office was opened, for whoever watches its load.
    pub fn done(&self) -> u64 {
        self.done.load(Ordering::Relaxed)
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, OfficeError> {
        let turn = self.turns.take().await?;
        self.done.fetch_add(1, Ordering::Relaxed);
        let done = tokio::task::spawn_blocking(move || {
            let result = work();
            drop(turn);
            result
        });
        done.await.map_err(|error| OfficeError::Stored(format!("hashing: {error}")))
    }

    /// The hash of a password with a salt of 16 bytes or more, as a PHC string.
    ///
    /// # Errors
    /// When too many wait, or the machine has no memory for it.
    pub async fn hash(&self, password: &str, salt: [u8; 32]) -> Result<String, OfficeError> {
        let password = normal(password);
        let fault = |error: &dyn std::fmt::Display| OfficeError::Stored(format!("hashing: {error}"));
        let made = self.run(move || argon2()?.hash_password_with_salt(password.as_bytes(), &salt)).await?;
        made.map(|hash| hash.to_string()).map_err(|error| fault(&error))
    }

    /// Whether this is the password of that hash. Without a hash it is not, and finding that out takes as long.
    ///
    /// # Errors
    /// As [`hash`](Self::hash).
    pub async fn verify(&self, password: &str, hash: Option<String>) -> Result<bool, OfficeError> {
        let password = normal(password);
        self.run(move || {
            let known = hash.is_some();
            let hash = hash.unwrap_or_else(|| NOBODYS.to_owned());
            let Ok(parsed) = PasswordHash::new(&hash) else { return false };
            let right = argon2().is_ok_and(|argon2| argon2.verify_password(password.as_bytes(), &parsed).is_ok());
            right && known
        })
        .await
    }
}

fn argon2() -> Result<Argon2<'static>, argon2::password_hash::Error> {
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, None).map_err(|_| argon2::password_hash::Error::ParamsInvalid)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(password: &str, beside: bool) -> bool {
        check(password, beside, &["陳大文", "tai.man@example.org", "示例科技署"], &Refused::default()).is_ok()
    }

    #[test]
    fn length_decides_and_what_attackers_try_first_is_refused() {
        for yes in ["correct horse battery staple", "天地玄黃宇宙洪荒日月盈昃辰宿列張", "rain on a tin roof ✓✓"]
        {
            assert!(taken(yes, false), "{yes}");
        }
        assert!(taken("kite7mold", true) && !taken("kite7mold", false), "eight with a factor, fifteen without");
        for no in [
            "Password123456789!",
            "qwertyuiop123456",
            "aaaaaaaaaaaaaaaa",
            "abcdefghijklmnop",
            "1234567890123456",
            "P@ssw0rdP@ssw0rd",
            "taiman@example.org",
            "iloveyou iloveyou",
            "wodemima woaini888",
        ] {
            assert!(!taken(no, false), "{no}");
        }
        assert!(!taken(&"x7 ".repeat(100), false), "longer than is hashed");
    }

    #[test]
    fn an_offices_own_list_counts_whatever_the_capitals() {
        let list = Refused(["river stone lantern".to_owned()].into());
        assert!(check("River Stone Lantern", false, &[], &list).is_err());
        assert!(check("River Stone Lanterns", false, &[], &list).is_ok());
    }
}
