/// What the digits say that texts end in, and where they start. Of texts that are kept as numbers it is computed: none of
/// them is written out to be read again.
public struct TrailingNumbers {
  public typealias Parts = (value: UInt64, start: Int)

  /// So many digits always fit 64 bits.
  public static let mostDigits = 18

  private let texts: TextView
  private let digits: Int
  /// The parts of the text of the number 0.
  private let zero: Parts?
  /// What values of so many digits are less than.
  private let limit: UInt64

  /// - Parameter digits: how many of a text's last digits count at most.
  public init(_ texts: TextView, digits: Int = mostDigits) {
    precondition(1...Self.mostDigits ~= digits, "as many digits count as fit 64 bits")
    self.texts = texts
    self.digits = digits
    zero = texts.textOfZero.flatMap { zero in
      zero.withUnsafeBufferPointer { Self.parts(of: $0, digits: digits) }
    }
    limit = (0..<digits).reduce(1) { power, _ in power * 10 }
  }

  /// Those of a row that has a text; nil when it ends in no digit.
  public func parts(at row: Int) -> Parts? {
    guard let zero, let number = texts.number(at: row) else {
      return Self.parts(of: texts.text(at: row), digits: digits)
    }
    let value = zero.value &+ UInt64(number)
    return (value < limit ? value : value % limit, zero.start)
  }

  /// A number for what stands before the digits that count, the same for rows where that is the same; nil where the text
  /// is kept as it is written.
  public func series(at row: Int) -> UInt64? {
    zero == nil ? nil : texts.number(at: row).map { UInt64($0) / limit }
  }

  /// Those of one text.
  public static func parts(
    of text: UnsafeBufferPointer<UInt8>, digits: Int = mostDigits
  ) -> Parts? {
    var start = text.count
    let least = max(0, start &- digits)
    var value: UInt64 = 0
    var power: UInt64 = 1
    while start > least, text[start &- 1] &- UInt8(ascii: "0") < 10 {
      start &-= 1
      value &+= UInt64(text[start] &- UInt8(ascii: "0")) &* power
      power &*= 10
    }
    return start < text.count ? (value, start) : nil
  }
}
