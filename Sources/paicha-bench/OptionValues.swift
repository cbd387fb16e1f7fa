/// The value behind an option.
func value(
  _ name: String, _ rest: inout ArraySlice<String>
) throws(BenchError) -> String {
  guard let value = rest.popFirst() else {
    throw BenchError("\(name) needs a value", help: "the command's --help says which")
  }
  return value
}

/// The same as a number.
func number(
  _ name: String, _ rest: inout ArraySlice<String>, in range: ClosedRange<UInt64>
) throws(BenchError) -> UInt64 {
  let text = try value(name, &rest)
  guard let number = UInt64(text), range.contains(number) else {
    throw BenchError(
      "\(name) cannot be '\(text)'",
      help: "a whole number from \(range.lowerBound) to \(range.upperBound)")
  }
  return number
}
