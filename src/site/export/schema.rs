//! The JSON Schema of a record, as a site publishes it.
//!
//! Takes nothing but the types of `record.rs`: they are the one source, and so what the schema says of a field is what stands beside it
//! there. It validates nothing.

use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::Record;

/// The schema of one record, JSON Schema of 2020-12. Fields that may be left out are not required; whoever reads records must bear
/// fields that it does not name, since later versions add some.
pub fn schema() -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    settings
        .into_generator()
        .into_root_schema_for::<Record>()
        .into()
}

/// The same as text.
pub fn text() -> String {
    // A schema has only text keys, so that this cannot fail.
    serde_json::to_string_pretty(&schema()).unwrap_or_default() + "\n"
}
