import Rules
import Tables
import Values

extension FindingComposer {
  /// The texts of the first of some findings, and of those behind it that the same rule makes of records.
  ///
  /// - Returns: nil where the details of the first are not put together of columns.
  func texts(
    of facts: ArraySlice<Unmanaged<FindingFacts>>, rule: Int, lane: Int
  ) -> FindingTexts? {
    var rows: [Int] = []
    rows.reserveCapacity(facts.count)
    let verdicts = verdicts(of: rule)
    for one in facts {
      let row = one._withUnsafeGuaranteedRef { facts -> Int? in
        guard case .composed(let composer, Int32(rule), let verdict) = facts.origin,
          composer === self
        else { return nil }
        return verdicts[Int(verdict)].rowFoundWanting
      }
      guard let row else { break }
      rows.append(row)
    }
    if rows.isEmpty { return nil }
    return composing(rule, lane: lane).texts(of: facts.prefix(rows.count), rows)
  }
}

extension SubjectVerdict {
  /// The record whose check is false; nil for groups, and for what could not be decided.
  fileprivate var rowFoundWanting: Int? {
    if reason == nil, case .row(let row) = subject { row } else { nil }
  }
}

extension FindingComposing {
  /// The texts of findings on records, put together a value after the other for all of them: a column is then counted
  /// once for some hundred findings.
  ///
  /// - Returns: nil where values may not be shown as they are.
  fileprivate func texts(
    of facts: ArraySlice<Unmanaged<FindingFacts>>, _ rows: [Int]
  ) -> FindingTexts? {
    guard masking == nil else { return nil }
    var texts = FindingTexts(
      names: detailNames, fillings: messages, hasReason: false, count: rows.count)
    for (number, one) in facts.enumerated() {
      one._withUnsafeGuaranteedRef { texts.put($0, of: number) }
    }
    for (number, reading) in evidence.enumerated() {
      putEvidence(reading, of: rows, at: texts.slot(of: .evidence(number)), in: &texts)
    }
    for number in messageValues.indices { putMessageValue(number, of: rows, in: &texts) }
    putComparison(of: rows, in: &texts)
    putDocuments(of: facts, rows, in: &texts)
    return texts
  }

  private func putEvidence(
    _ reading: ValueReading, of rows: [Int], at slot: Int, in texts: inout FindingTexts
  ) {
    let isRead = reading.forEachText(of: rows) { number, text in
      texts.put(text ?? UnsafeBufferPointer(start: nil, count: 0), at: slot, of: number)
    }
    if isRead { return }
    for (number, row) in rows.enumerated() {
      texts.put(evidenceText(reading, on: .row(row)), at: slot, of: number)
    }
  }

  private func putMessageValue(_ value: Int, of rows: [Int], in texts: inout FindingTexts) {
    let slots = Language.allCases.map { texts.slot(of: .sentenceValue(value, $0)) }
    let others = slots[1]...slots[2]
    func put(_ own: SentenceValue, of number: Int) {
      for (language, slot) in zip(Language.allCases, slots) {
        texts.put(
          messages.text(of: own, number: value, in: language), at: slot, of: number)
      }
    }
    let isRead =
      !messageWords[value]
      && messageValues[value].forEachText(of: rows) { number, text in
        guard let text, text.count <= String.quotedLimit else {
          return put(messageValue(value, on: .row(rows[number])), of: number)
        }
        texts.put(text, at: slots[0], of: number)
        texts.copy(slots[0], to: others, of: number)
      }
    if isRead { return }
    for (number, row) in rows.enumerated() {
      put(messageValue(value, on: .row(row)), of: number)
    }
  }

  /// Puts both values that are compared, and how far they are apart.
  private func putComparison(of rows: [Int], in texts: inout FindingTexts) {
    guard expected != nil || actual != nil else { return }
    for (number, row) in rows.enumerated() {
      let (expected, actual, difference) = comparison(on: .row(row))
      texts.put(expected, at: texts.slot(of: .expected), of: number)
      texts.put(actual, at: texts.slot(of: .actual), of: number)
      texts.put(difference, at: texts.slot(of: .difference), of: number)
    }
  }

  private func putDocuments(
    of facts: ArraySlice<Unmanaged<FindingFacts>>, _ rows: [Int], in texts: inout FindingTexts
  ) {
    if ways.isEmpty { return }
    for (number, (row, facts)) in zip(rows, facts).enumerated() {
      var (named, further) = documents(of: .row(row), omitsSubject: true)
      if !named.isEmpty {
        facts._withUnsafeGuaranteedRef { facts in named.removeAll { $0 == facts.subject } }
      }
      texts.put(FindingTexts.OtherDocuments(named: named, furtherCount: further), of: number)
    }
  }
}
