//! The exchange with an OpenID Connect provider: its metadata and keys are read anew for each sign-on, so that a change of
//! keys needs no restart; nothing it redirects to is followed.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hefu_office::OidcConfig;
use hefu_office::acts::{SignOnAttempt, Subject};
use openidconnect::core::{CoreAuthenticationFlow, CoreClient, CoreProviderMetadata};
use openidconnect::{
    AuthorizationCode, ClientId, ClientSecret, CsrfToken, HttpRequest, HttpResponse, IssuerUrl, Nonce,
    OAuth2TokenResponse as _, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope, TokenResponse as _,
};
use serde_json::Value as Json;

/// Longest exchange of one request.
const TIME: Duration = Duration::from_secs(10);
/// Longest answer in bytes.
const MOST: usize = 1 << 20;

/// Why a sign-on came to nothing.
#[derive(Debug)]
pub(super) enum ProviderFault {
    /// The provider does not answer, or not as a provider should.
    Away(String),
    /// What it says does not hold.
    Refused(String),
}

#[derive(Debug)]
struct HttpFault(String);

impl std::fmt::Display for HttpFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for HttpFault {}

fn away(error: &dyn std::error::Error) -> ProviderFault {
    let mut said = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        said.push_str(": ");
        said.push_str(&error.to_string());
        cause = error.source();
    }
    ProviderFault::Away(said)
}

fn client() -> Result<reqwest::Client, ProviderFault> {
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .timeout(TIME)
        .build()
        .map_err(|error| away(&error))
}

async fn send(client: reqwest::Client, request: HttpRequest) -> Result<HttpResponse, HttpFault> {
    let fault = |error: &dyn std::fmt::Display| HttpFault(error.to_string());
    let request = reqwest::Request::try_from(request).map_err(|error| fault(&error))?;
    let mut response = client.execute(request).await.map_err(|error| fault(&error))?;
    let mut made = axum::http::Response::builder().status(response.status());
    for (name, value) in response.headers() {
        made = made.header(name, value);
    }
    let mut body = Vec::new();
    while let Some(part) = response.chunk().await.map_err(|error| fault(&error))? {
        if body.len() + part.len() > MOST {
            return Err(HttpFault(format!("an answer of more than {MOST} bytes")));
        }
        body.extend_from_slice(&part);
    }
    made.body(body).map_err(|error| fault(&error))
}

async fn metadata(oidc: &OidcConfig, http: &reqwest::Client) -> Result<CoreProviderMetadata, ProviderFault> {
    let issuer = IssuerUrl::new(oidc.issuer.clone()).map_err(|error| away(&error))?;
    let ask = |request| send(http.clone(), request);
    CoreProviderMetadata::discover_async(issuer, &ask).await.map_err(|error| away(&error))
}

fn secret(oidc: &OidcConfig) -> Result<Option<ClientSecret>, ProviderFault> {
    let Some(file) = &oidc.secret_file else { return Ok(None) };
    let text = std::fs::read_to_string(file)
        .map_err(|error| ProviderFault::Away(format!("[oidc] secret_file = {}: {error}", file.display())))?;
    Ok(Some(ClientSecret::new(text.trim().to_owned())))
}

/// The address at the provider where a sign-on goes on.
pub(super) async fn address(
    oidc: &OidcConfig,
    callback: &str,
    attempt: &SignOnAttempt,
) -> Result<String, ProviderFault> {
    let found = metadata(oidc, &client()?).await?;
    let callback = RedirectUrl::new(callback.to_owned()).map_err(|error| away(&error))?;
    let client =
        CoreClient::from_provider_metadata(found, ClientId::new(oidc.client.clone()), None).set_redirect_uri(callback);
    let verifier = PkceCodeVerifier::new(attempt.verifier.clone());
    let (state, nonce) = (attempt.state.clone(), attempt.nonce.clone());
    let (to, _, _) = client
        .authorize_url(CoreAuthenticationFlow::AuthorizationCode, || CsrfToken::new(state), || Nonce::new(nonce))
        .add_scope(Scope::new("profile".to_owned()))
        .add_scope(Scope::new("email".to_owned()))
        .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier))
        .url();
    Ok(to.to_string())
}

/// The subject behind a code, once its token holds: signed by the provider, for this office, answering this attempt.
pub(super) async fn subject(
    oidc: &OidcConfig,
    callback: &str,
    attempt: &SignOnAttempt,
    code: &str,
) -> Result<Subject, ProviderFault> {
    let http = client()?;
    let found = metadata(oidc, &http).await?;
    let more = found.userinfo_endpoint().map(|address| address.url().clone());
    let callback = RedirectUrl::new(callback.to_owned()).map_err(|error| away(&error))?;
    let client = CoreClient::from_provider_metadata(found, ClientId::new(oidc.client.clone()), secret(oidc)?)
        .set_redirect_uri(callback);
    let ask = |request| send(http.clone(), request);
    let refused = |error: &dyn std::fmt::Display| ProviderFault::Refused(error.to_string());
    let tokens = client
        .exchange_code(AuthorizationCode::new(code.to_owned()))
        .map_err(|error| away(&error))?
        .set_pkce_verifier(PkceCodeVerifier::new(attempt.verifier.clone()))
        .request_async(&ask)
        .await
        .map_err(|error| refused(&error))?;
    let token = tokens.id_token().ok_or_else(|| ProviderFault::Refused("there is no identity token".to_owned()))?;
    let nonce = Nonce::new(attempt.nonce.clone());
    let claims = token.claims(&client.id_token_verifier(), &nonce).map_err(|error| refused(&error))?;
    let (issuer, subject) = (claims.issuer().as_str().to_owned(), claims.subject().as_str().to_owned());
    // The token's signature has just been verified; claims of any name are read from the same text.
    let mut said = payload(&token.to_string()).unwrap_or_default();
    let lacks = [&oidc.name, &oidc.email].into_iter().any(|claim| said.get(claim).is_none());
    if let Some(address) = more.filter(|_| lacks) {
        let request = axum::http::Request::get(address.as_str())
            .header("authorization", format!("Bearer {}", tokens.access_token().secret()))
            .body(Vec::new())
            .map_err(|error| away(&error))?;
        let answer = send(http.clone(), request).await.map_err(|error| away(&error))?;
        let info: Json = serde_json::from_slice(answer.body()).unwrap_or_default();
        // OpenID Connect Core, 5.3.2: what is said of another subject must not be used.
        if info.get("sub").and_then(Json::as_str) == Some(&subject)
            && let Json::Object(info) = info
        {
            for (claim, value) in info {
                said.entry(claim).or_insert(value);
            }
        }
    }
    let text = |claim: &str| said.get(claim).and_then(Json::as_str).map(str::to_owned);
    let unverified = said.get("email_verified") == Some(&Json::Bool(false));
    Ok(Subject {
        issuer,
        subject,
        name: text(&oidc.name).unwrap_or_default(),
        email: text(&oidc.email).filter(|_| !unverified),
    })
}

fn payload(token: &str) -> Option<serde_json::Map<String, Json>> {
    let part = token.split('.').nth(1)?;
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).ok()?).ok()
}
