//! What goes into a statement and what comes out of it.

use std::sync::Arc;

use crate::error::StoreError;

/// A value of a column or parameter. There are no floats: nothing an office keeps is one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// SQL's NULL.
    Null,
    /// A whole number.
    Int(i64),
    /// A text, without U+0000.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
    /// A truth value. SQLite keeps it as 0 or 1.
    Bool(bool),
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<&[u8]> for Value {
    fn from(value: &[u8]) -> Self {
        Self::Bytes(value.to_vec())
    }
}

impl From<Vec<u8>> for Value {
    fn from(value: Vec<u8>) -> Self {
        Self::Bytes(value)
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl Value {
    fn kind(&self) -> &'static str {
        match self {
            Self::Null => "NULL",
            Self::Int(_) => "a whole number",
            Self::Text(_) => "a text",
            Self::Bytes(_) => "bytes",
            Self::Bool(_) => "a truth value",
        }
    }

    fn shown(&self) -> String {
        match self {
            Self::Null => "NULL".to_owned(),
            Self::Int(value) => value.to_string(),
            Self::Text(value) => format!("{value:?}"),
            Self::Bytes(value) => value.iter().map(|byte| format!("{byte:02x}")).collect(),
            Self::Bool(value) => i64::from(*value).to_string(),
        }
    }
}

/// One row of an answer. A getter names the column and the type it wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    columns: Arc<[String]>,
    values: Vec<Value>,
}

impl Row {
    pub(crate) fn new(columns: Arc<[String]>, values: Vec<Value>) -> Self {
        Self { columns, values }
    }

    /// The names of the columns, in order.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The value of a column as the engine gives it. The getters below even out what the engines do differently.
    ///
    /// # Errors
    /// When there is no such column.
    pub fn value(&self, column: &str) -> Result<&Value, StoreError> {
        let place = self.columns.iter().position(|name| name == column);
        place.and_then(|place| self.values.get(place)).ok_or_else(|| StoreError::Column {
            column: column.to_owned(),
            wanted: "a value",
            found: format!("no such column among {}", self.columns.join(", ")),
        })
    }

    /// A whole number. A truth value counts as 0 or 1.
    ///
    /// # Errors
    /// When there is no such column or it holds something else.
    pub fn int(&self, column: &str) -> Result<i64, StoreError> {
        self.maybe_int(column)?.ok_or_else(|| null(column, "a whole number"))
    }

    /// A whole number or NULL.
    ///
    /// # Errors
    /// When there is no such column or it holds something else.
    pub fn maybe_int(&self, column: &str) -> Result<Option<i64>, StoreError> {
        match self.value(column)? {
            Value::Null => Ok(None),
            Value::Int(value) => Ok(Some(*value)),
            Value::Bool(value) => Ok(Some(i64::from(*value))),
            other => Err(wrong(column, "a whole number", other)),
        }
    }

    /// A text.
    ///
    /// # Errors
    /// When there is no such column or it holds something else.
    pub fn text(&self, column: &str) -> Result<String, StoreError> {
        self.maybe_text(column)?.ok_or_else(|| null(column, "a text"))
    }

    /// A text or NULL.
    ///
    /// # Errors
    /// When there is no such column or it holds something else.
    pub fn maybe_text(&self, column: &str) -> Result<Option<String>, StoreError> {
        match self.value(column)? {
            Value::Null => Ok(None),
            Value::Text(value) => Ok(Some(value.clone())),
            other => Err(wrong(column, "a text", other)),
        }
    }

    /// Bytes.
    ///
    /// # Errors
    /// When there is no such column or it holds something else.
    pub fn bytes(&self, column: &str) -> Result<Vec<u8>, StoreError> {
        self.maybe_bytes(column)?.ok_or_else(|| null(column, "bytes"))
    }

    /// Bytes or NULL.
    ///
    /// # Errors
    /// When there is no such column or it holds something else.
    pub fn maybe_bytes(&self, column: &str) -> Result<Option<Vec<u8>>, StoreError> {
        match self.value(column)? {
            Value::Null => Ok(None),
            Value::Bytes(value) => Ok(Some(value.clone())),
            other => Err(wrong(column, "bytes", other)),
        }
    }

    /// 32 bytes: a hash or a salt.
    ///
    /// # Errors
    /// When there is no such column or it holds something else.
    pub fn bytes32(&self, column: &str) -> Result<[u8; 32], StoreError> {
        let bytes = self.bytes(column)?;
        bytes.as_slice().try_into().map_err(|_| StoreError::Column {
            column: column.to_owned(),
            wanted: "32 bytes",
            found: format!("{} bytes", bytes.len()),
        })
    }

    /// A truth value. 0 and 1 count as one.
    ///
    /// # Errors
    /// When there is no such column or it holds something else.
    pub fn bool(&self, column: &str) -> Result<bool, StoreError> {
        self.maybe_bool(column)?.ok_or_else(|| null(column, "a truth value"))
    }

    /// A truth value or NULL.
    ///
    /// # Errors
    /// When there is no such column or it holds something else.
    pub fn maybe_bool(&self, column: &str) -> Result<Option<bool>, StoreError> {
        match self.value(column)? {
            Value::Null => Ok(None),
            Value::Bool(value) => Ok(Some(*value)),
            Value::Int(0) => Ok(Some(false)),
            Value::Int(1) => Ok(Some(true)),
            other => Err(wrong(column, "a truth value", other)),
        }
    }

    /// The row as one line, the same from either engine: to compare rows, not for people.
    pub fn shown(&self) -> String {
        let pairs = self.columns.iter().zip(&self.values).map(|(name, value)| format!("{name}={}", value.shown()));
        pairs.collect::<Vec<_>>().join(" ")
    }
}

fn null(column: &str, wanted: &'static str) -> StoreError {
    wrong(column, wanted, &Value::Null)
}

fn wrong(column: &str, wanted: &'static str, found: &Value) -> StoreError {
    StoreError::Column { column: column.to_owned(), wanted, found: found.kind().to_owned() }
}
