//! Answers to requests.

use lsp_server::{ErrorCode, Request, RequestId, Response, ResponseError};

/// What a request gets: its result, or why there is none.
pub(super) type Answer<T> = Result<T, ResponseError>;

/// Answers a request whose parameters can be read.
pub(super) fn with<R: lsp_types::request::Request>(
    request: Request,
    answer: impl FnOnce(R::Params) -> Answer<R::Result>,
) -> Response {
    let params = match serde_json::from_value(request.params) {
        Ok(params) => params,
        Err(error) => return invalid(request.id, &error),
    };
    match answer(params) {
        Ok(result) => Response::new_ok(request.id, result),
        Err(error) => Response { id: request.id, response_result: Err(error) },
    }
}

/// Says that the parameters of a request cannot be read.
pub(super) fn invalid(id: RequestId, error: &serde_json::Error) -> Response {
    refused(id, ErrorCode::InvalidParams, format!("the parameters cannot be read: {error}"))
}

/// Says why a request has no result.
pub(super) fn refused(id: RequestId, code: ErrorCode, message: impl Into<String>) -> Response {
    Response { id, response_result: Err(refusal(code, message)) }
}

/// Why a request has no result.
pub(super) fn refusal(code: ErrorCode, message: impl Into<String>) -> ResponseError {
    ResponseError { code: code as i32, message: message.into(), data: None }
}
