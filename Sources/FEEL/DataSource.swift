package import Tables
package import Values

/// The rows that programs are evaluated on.
package protocol DataSource: Sendable {
  /// The values of a field over all rows of its entity, or nil when no export brings it.
  func column(_ field: Int, of entity: Int) -> Column?
  /// Where the rows of an entity lead by one of its relations, or nil when either end has no rows at
  /// all because no export brings it.
  func adjacency(_ relation: Int, of entity: Int) -> Adjacency?
  /// The working days that date arithmetic goes by.
  var calendar: WorkingCalendar { get }
  /// The days that the inspection is about; nil when it is about none.
  var period: ClosedRange<CivilDate>? { get }
  /// What an expression that is evaluated row by row gets for a field's value: the value itself, unless the source
  /// puts another one in its place.
  func given(_ value: Value, field: Int, of entity: Int) -> Value
}

extension DataSource {
  package func given(_ value: Value, field: Int, of entity: Int) -> Value { value }
}
