import FEEL

/// What comes out when a rule is judged on a subject: one byte, so that a batch of them is gone through many at once.
enum RuleOutcome: UInt8, Sendable, Hashable {
  case pass, notApplicable
  case fail
  /// Whether the rule is for documents of that day could not be decided.
  case undeterminedDay
  /// Its condition `when` could not.
  case undeterminedCondition
  case undeterminedCheck

  /// What could not be decided.
  enum Condition: Sendable, Hashable {
    case day, when, check
  }

  var undecided: Condition? {
    switch self {
    case .pass, .notApplicable, .fail: nil
    case .undeterminedDay: .day
    case .undeterminedCondition: .when
    case .undeterminedCheck: .check
    }
  }

  func settled(by policy: Rule.UnknownPolicy) -> RuleOutcome {
    undecided != nil && policy == .fail ? .fail : self
  }
}

// Arrays of outcomes and of truths are gone through as bytes: of an enumeration of another module each comparison
// would be a call.

extension [RuleOutcome] {
  /// The outcomes of a condition, which lets through where it is true.
  init(_ truths: [Truth], no: RuleOutcome, unknown: RuleOutcome) {
    let (isTrue, isFalse) = (Truth.yes.rawValue, Truth.no.rawValue)
    let (pass, no, unknown) = (RuleOutcome.pass.rawValue, no.rawValue, unknown.rawValue)
    self = truths.mappedBytes { $0 == isTrue ? pass : $0 == isFalse ? no : unknown }
  }

  /// With the outcomes of a further condition for the subjects that were let through so far.
  func settled(by outcomes: [RuleOutcome]) -> [RuleOutcome] {
    let pass = RuleOutcome.pass.rawValue
    return mappedBytes(with: outcomes) { $0 == pass ? $1 : $0 }
  }

  func count(of outcome: RuleOutcome) -> Int {
    let wanted = outcome.rawValue
    return withUnsafeBufferPointer { outcomes in
      guard let first = outcomes.baseAddress else { return 0 }
      let bytes = UnsafeRawPointer(first).assumingMemoryBound(to: UInt8.self)
      var count = 0
      var place = 0
      while place < outcomes.count {
        // A byte counts up to 255, and sixteen of them are added at once.
        let end = Swift.min(place &+ 255, outcomes.count)
        var part: UInt8 = 0
        while place < end {
          part &+= bytes[place] == wanted ? 1 : 0
          place &+= 1
        }
        count &+= Int(part)
      }
      return count
    }
  }

  /// Calls `body` for the subjects that failed or could not be decided. Of the others eight are passed over at once.
  func forEachOpen(_ body: (Int32, RuleOutcome) -> Void) {
    // Only the numbers of what somebody has to look at are 2 or more.
    let isOpen: UInt64 = 0x0606_0606_0606_0606
    withUnsafeBytes { bytes in
      for start in stride(from: 0, to: count, by: 8) {
        let end = Swift.min(start + 8, count)
        if end - start == 8,
          bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self) & isOpen == 0
        {
          continue
        }
        for place in start..<end where bytes[place] >= RuleOutcome.fail.rawValue {
          body(Int32(place), self[place])
        }
      }
    }
  }
}

extension [Truth] {
  var areAllTrue: Bool {
    let isTrue = Truth.yes.rawValue
    return withUnsafeBytes { truths in
      guard let bytes = truths.baseAddress?.assumingMemoryBound(to: UInt8.self) else {
        return true
      }
      var difference: UInt8 = 0
      for place in 0..<truths.count { difference |= bytes[place] ^ isTrue }
      return difference == 0
    }
  }

  /// Not true where the other outcomes are not.
  func narrowed(by others: [Truth]) -> [Truth] {
    let (isTrue, isFalse) = (Truth.yes.rawValue, Truth.no.rawValue)
    return mappedBytes(with: others) { $0 == isTrue ? $1 : isFalse }
  }
}

extension Array {
  /// - Precondition: elements and results are bytes.
  @inline(__always)
  fileprivate func mappedBytes<R>(_ operation: (UInt8) -> UInt8) -> [R] {
    mappedBytes(with: self) { byte, _ in operation(byte) }
  }

  /// - Precondition: elements and results are bytes, and both arrays have as many.
  @inline(__always)
  fileprivate func mappedBytes<R>(
    with others: [Element], _ operation: (UInt8, UInt8) -> UInt8
  ) -> [R] {
    precondition(MemoryLayout<Element>.size == 1 && MemoryLayout<R>.size == 1, "all are bytes")
    precondition(count == others.count, "every subject has an outcome")
    return withUnsafeBytes { bytes in
      others.withUnsafeBytes { others in
        [R](unsafeUninitializedCapacity: bytes.count) { result, initialized in
          guard bytes.count > 0 else { return }
          let a = bytes.baseAddress!.assumingMemoryBound(to: UInt8.self)
          let b = others.baseAddress!.assumingMemoryBound(to: UInt8.self)
          let made = UnsafeMutableRawPointer(result.baseAddress!)
            .assumingMemoryBound(to: UInt8.self)
          for place in 0..<bytes.count { made[place] = operation(a[place], b[place]) }
          initialized = bytes.count
        }
      }
    }
  }
}
