/// One thing that the path does, measured by itself over a month.
struct Workload: Sendable {
  /// `read-csv`
  var name: String
  /// Brings about everything that is not to be measured.
  var prepare: @Sendable (WorkloadMonth, _ threads: Int) throws -> Prepared
  /// The digest that a simple, slow way of doing the same gives; nil where there is none.
  var oracle: (@Sendable (WorkloadMonth) throws -> String)?

  /// What stands ready to be measured.
  struct Prepared {
    /// How many rows it works on.
    var rows: Int
    /// How many bytes it reads or writes; nil where it does neither.
    var bytes: Int?
    /// What is measured. It hands on what came out, of which a digest is made after the clock has stopped.
    var work: () -> () -> String
  }

  /// All of them, in the order of the data path.
  static let all = reading + yardsticks + joining + judging + dividing + writing
}
