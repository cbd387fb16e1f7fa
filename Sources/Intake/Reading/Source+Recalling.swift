import Formats

// Which exports single records can be read from again, by the bytes at which they begin.

extension Source {
  /// Whether not every field of its exports needs to be kept. Rows that are filled from those above them and records
  /// that add up those above them are not read by themselves.
  var canBeRecalled: Bool {
    switch format {
    case .csv: fillDown == nil
    case .json:
      fillDown == nil && totals == nil && encoding.map(canBeRecalled) ?? true
        && Set(streams.map(\.entity)).count == streams.count
    case .xml: false
    }
  }

  /// Whether the places of its records in an export of some encoding are places in what the readers look at.
  func canBeRecalled(from encoding: TextEncoding) -> Bool {
    switch format {
    case .csv: encoding.keepsASCII
    case .json: encoding == .utf8
    case .xml: false
    }
  }

  /// How single records of an entity are read, each for itself; nil when none of the streams brings them.
  ///
  /// A JSON value is gone to where it begins, however deep it lies. What its record takes from those around it is not
  /// read again, and what no record at hand has may stand in others.
  func ofSingleRecords(of entity: Int) -> Source? {
    guard var stream = streams.first(where: { $0.entity == entity }) else { return nil }
    var source = self
    if format == .json {
      stream.parent = nil
      stream.path = "$"
      stream.fields.removeAll(where: \.isOfRecordAround)
      for number in stream.fields.indices { stream.fields[number].isOptional = true }
    }
    source.streams = [stream]
    return source
  }
}

extension SourceField {
  /// Whether its value may stand in the record that its own is nested in, and is not read with that alone.
  var isOfRecordAround: Bool {
    alternatives.contains { $0.contains { $0.hasPrefix("../") } }
  }
}
