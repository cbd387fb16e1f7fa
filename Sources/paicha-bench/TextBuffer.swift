/// Bytes that grow at their end.
struct TextBuffer {
  private(set) var bytes: [UInt8] = []

  var isEmpty: Bool { bytes.isEmpty }

  init() {}

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { bytes.append(contentsOf: $0) }
  }

  mutating func append(byte: UInt8) { bytes.append(byte) }

  mutating func append(_ number: Int) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    append(digitsOf: number.magnitude, atLeast: 1)
  }

  /// Digits with zeros in front up to a width.
  mutating func append(_ number: Int, width: Int) {
    append(digitsOf: number.magnitude, atLeast: width)
  }

  /// A number counted in the last of its decimals: 12345 with two is `123.45`.
  mutating func append(scaled number: Int, decimals: Int, grouped: Bool = false) {
    var power = 1
    for _ in 0..<decimals { power *= 10 }
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    let (whole, part) = Int(number.magnitude).quotientAndRemainder(dividingBy: power)
    if grouped { append(grouped: whole) } else { append(whole) }
    bytes.append(UInt8(ascii: "."))
    append(part, width: decimals)
  }

  private mutating func append(grouped number: Int) {
    if number < 1_000 { return append(number) }
    append(grouped: number / 1_000)
    bytes.append(UInt8(ascii: ","))
    append(number % 1_000, width: 3)
  }

  private mutating func append(digitsOf number: UInt, atLeast width: Int) {
    var power: UInt = 1
    var count = 1
    while count < width || number / power >= 10 {
      power *= 10
      count += 1
    }
    while power > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(number / power % 10))
      power /= 10
    }
  }
}
