package import Values

extension Program {
  /// The value for one row of the subject.
  package func evaluate(row: Int, in source: some DataSource) -> Value {
    var interpreter = interpreter(source, row: row, rows: [])
    return interpreter.value(of: root)
  }

  /// The value for a group of rows.
  ///
  /// - Precondition: a group has at least one row.
  package func evaluate(rows: [Int], in source: some DataSource) -> Value {
    var interpreter = interpreter(source, row: rows[0], rows: rows)
    return interpreter.value(of: root)
  }

  /// The value for a value of each input of the scope; for an expression without a subject.
  package func evaluate(inputs: [Value], calendar: WorkingCalendar? = nil) -> Value {
    var interpreter = Interpreter(
      EmptySource(calendar: calendar ?? .mondayToFriday), row: 0, rows: [], inputs: inputs,
      slotCount: slotCount)
    return interpreter.value(of: root)
  }

  /// The same by operations on columns of one value each; of null it knows only the sense.
  package func evaluateInColumns(inputs: [Value], calendar: WorkingCalendar) -> Value {
    let session = ColumnSession(ColumnPlan([self]), on: EmptySource(calendar: calendar))
    let batch = session.batch(inputs: inputs.map { Vector([$0], type: .null) }, count: 1)
    let value = batch.values(of: 0)[0]
    return value.isNull ? evaluate(inputs: inputs, calendar: calendar) : value
  }

  /// The outcomes of a condition for some rows of the subject, in their order. Why one is unknown,
  /// ``evaluate(row:in:)`` tells.
  ///
  /// - Precondition: the program's type is boolean or null.
  package func truths(of rows: [Int], in source: some DataSource) -> [Truth] {
    let session = ColumnSession(ColumnPlan([self]), on: source)
    return stride(from: 0, to: rows.count, by: ColumnSession.batchSize).flatMap { start in
      let batch = session.batch(
        rows: rows[start..<min(start + ColumnSession.batchSize, rows.count)].map { Int32($0) })
      return batch.truths(of: 0, for: batch.all)
    }
  }

  private func interpreter(
    _ source: some DataSource, row: Int, rows: [Int]
  ) -> Interpreter {
    Interpreter(source, row: row, rows: rows, inputs: [], slotCount: slotCount)
  }
}
