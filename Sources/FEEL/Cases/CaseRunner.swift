internal import Diagnostics
internal import Formats
package import Values

/// Answers typed cases, one JSON object a line: what an expression gives for values of its inputs.
///
/// A case has `id`, `inputs` (typed values by name), `input_types`, `let` (named expressions that are
/// evaluated first, in order), `expression` and `result_type`; other keys are ignored. A typed value is
/// `{"t": "decimal", "v": "1.5"}`; a type is `{"t": "list", "of": {"t": "number"}}`.
package struct CaseRunner: Sendable {
  /// What expressions may use beside the inputs of their case.
  let scope: FEELScope
  let calendar: WorkingCalendar
  let engine: Engine

  package init(
    engine: Engine = .interpreter, scope: FEELScope = FEELScope(),
    calendar: WorkingCalendar = .mondayToFriday
  ) {
    self.engine = engine
    self.scope = scope
    self.calendar = calendar
  }

  /// Returns the answers in the order of the cases; one that cannot be read has the status `unreadable`.
  ///
  /// In columns, cases that differ in the values of their inputs alone are one batch.
  package func answers(to lines: [String]) -> [CaseAnswer] {
    let cases = lines.map(Result.init(case:))
    guard engine == .columns else { return cases.map { $0.answer(by: interpreted) } }
    var answers: [CaseAnswer?] = Array(repeating: nil, count: cases.count)
    var batches: [CaseShape: [Int]] = [:]
    for (number, result) in cases.enumerated() {
      switch result {
      case .success(let it): batches[it.shape, default: []].append(number)
      case .failure: answers[number] = result.answer(by: interpreted)
      }
    }
    for (shape, numbers) in batches {
      let batch = numbers.compactMap { try? cases[$0].get() }
      for (number, answer) in zip(numbers, inColumns(shape, batch)) { answers[number] = answer }
    }
    return answers.map { $0! }
  }

  private func interpreted(_ it: Case) -> CaseAnswer {
    do throws(ExpressionError) {
      return CaseAnswer(
        id: it.id, try it.shape.compile(in: scope).interpreted(it.values, calendar))
    } catch {
      return CaseAnswer(id: it.id, outcome: .refused(error))
    }
  }

  /// The answers to cases of one shape, evaluated together.
  private func inColumns(_ shape: CaseShape, _ cases: [Case]) -> [CaseAnswer] {
    let program: CaseProgram
    do throws(ExpressionError) {
      program = try shape.compile(in: scope)
    } catch {
      return cases.map { CaseAnswer(id: $0.id, outcome: .refused(error)) }
    }
    var inputs = shape.inputs.enumerated().map { number, input in
      Vector(typed: cases.map { $0.values[number] }, input.type)
    }
    for named in program.named {
      inputs.append(
        Vector(typed: values(named, inputs, count: cases.count), named.type))
    }
    let results = values(program.expression, inputs, count: cases.count)
    return zip(cases, results).map { it, value in
      // Which null it is, the batch knows; why, the interpreter tells.
      return value.isNull
        ? CaseAnswer(
          id: it.id, outcome: .null(program.interpreted(it.values, calendar).nullText))
        : CaseAnswer(id: it.id, value)
    }
  }

  private func values(_ program: Program, _ inputs: [Vector], count: Int) -> [Value] {
    ColumnSession(ColumnPlan([program]), on: EmptySource(calendar: calendar))
      .batch(inputs: inputs, count: count).values(of: 0)
  }
}

extension CaseAnswer {
  fileprivate init(id: String, _ value: Value) {
    if case .null(let reason) = value {
      self.init(id: id, outcome: .null(reason.caseText))
    } else {
      self.init(id: id, outcome: .value(value))
    }
  }
}

extension Value {
  fileprivate var nullText: String { nullReason?.caseText ?? "the interpreter gives \(text)" }
}

extension Result<Case, CaseFault> {
  fileprivate init(case line: String) {
    do throws(Diagnostic) {
      let node = try JSONDocument.parse(Array(line.utf8), file: "cases", allowsComments: false)
      guard let it = Case(node) else {
        self = .failure(CaseFault(message: "a case has an id and an expression"))
        return
      }
      for input in node["inputs"]?.members ?? [] { try input.value.requireReadable() }
      self = .success(it)
    } catch {
      self = .failure(CaseFault(message: error.message))
    }
  }

  fileprivate func answer(by answer: (Case) -> CaseAnswer) -> CaseAnswer {
    switch self {
    case .success(let it): answer(it)
    case .failure(let fault): CaseAnswer(id: "", outcome: .unreadable(fault.message))
    }
  }
}
