/// The unified social credit code of GB 32100-2015: 18 characters, the last of which is a check. The
/// nine before it are the organisation code of GB 11714, which has a check of its own.
enum SocialCreditCode {
  /// Whether the text has the form of a code and both checks are right. Space, hyphens, small letters and
  /// full-width characters do not matter.
  static func isValid(_ text: String) -> Bool {
    var narrow = text.normalised.uppercased()
    return narrow.withUTF8(isValid(narrow:))
  }

  static func isValid(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if isPlainlyValid(text) { return true }
    return text.isASCII ? isValid(narrow: text) : isValid(String(decoding: text, as: UTF8.self))
  }

  /// The same for a code as it is printed, which most texts are: eighteen characters, each looked up once. What it says
  /// no to has to be read.
  private static func isPlainlyValid(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count == 18 else { return false }
    var sum = 0
    var greatest = 0
    var organisationSum = 0
    let weights = Reading.organisationWeights
    for place in stride(from: 16, through: 0, by: -1) {
      let value = plainValue(of: text[place])
      greatest = max(greatest, value)
      if 2..<8 ~= place, value > 9 { return false }
      // The weights are the powers of 3, the first of which is that of the first character.
      sum = sum &* 3 &+ value
      guard 8..<16 ~= place else { continue }
      let letter = Int(text[place]) &- (text[place] < 0x41 ? 48 : 55)
      organisationSum &+= letter &* weights[place &- 8]
    }
    let check = plainValue(of: text[17])
    return max(greatest, check) < 31 && (sum &+ check) % 31 == 0
      && text[16] == Reading.organisationCheck(of: organisationSum)
  }

  /// The value of a character; a greater one than any has when no code has it.
  @inline(__always)
  private static func plainValue(of character: UInt8) -> Int {
    let place = Int(character) &- 48
    // Character by character from 0 on, with their values counted up from 0 in the same way.
    let values: StaticString = "0123456789~~~~~~~:;<=>?@A~BCDEF~GHI~JK~LMN~"
    guard 0..<43 ~= place else { return 78 }
    return Int(values.utf8Start[place]) &- 48
  }

  private static func isValid(narrow text: UnsafeBufferPointer<UInt8>) -> Bool {
    var reading = Reading()
    for byte in text where byte != UInt8(ascii: "-") && !byte.isBlank {
      guard reading.take(0x61...0x7A ~= byte ? byte - 32 : byte) else { return false }
    }
    return reading.isValid
  }

  /// A code as far as it was read.
  private struct Reading {
    var count = 0
    /// The values of the characters so far, each by its weight: the powers of 3 modulo 31.
    var sum = 0
    var weight = 1
    /// The same for the organisation code within.
    var organisationSum = 0
    var organisationCheck: UInt8 = 0
    var check = 0

    static let organisationWeights: InlineArray<8, Int> = [3, 7, 9, 10, 5, 8, 4, 2]

    /// - Returns: whether the character can stand there.
    mutating func take(_ character: UInt8) -> Bool {
      guard count < 18, let value = SocialCreditCode.value(of: character),
        !(2..<8 ~= count) || character.isDigit
      else { return false }
      switch count {
      case 8..<16:
        // Digits count as themselves, letters from 10 on, with all letters of the alphabet.
        let value = Int(character) - (character.isDigit ? 48 : 55)
        organisationSum += value * Reading.organisationWeights[count - 8]
      case 16: organisationCheck = character
      case 17: check = value
      default: break
      }
      if count < 17 {
        sum += value * weight
        weight = weight * 3 % 31
      }
      count += 1
      return true
    }

    var isValid: Bool {
      count == 18 && check == (31 - sum % 31) % 31
        && organisationCheck == Reading.organisationCheck(of: organisationSum)
    }

    /// The check of an organisation's code whose weighted characters have that sum.
    static func organisationCheck(of sum: Int) -> UInt8 {
      let check = 11 - sum % 11
      return check == 10 ? UInt8(ascii: "X") : check == 11 ? 48 : UInt8(48 + check)
    }
  }

  /// The place of a character among those that a code may have: letters that could be taken for digits are left out.
  private static func value(of character: UInt8) -> Int? {
    let place = Int(character)
    switch character {
    case 0x30...0x39: return place - 48
    case UInt8(ascii: "I"), UInt8(ascii: "O"), UInt8(ascii: "S"), UInt8(ascii: "V"),
      UInt8(ascii: "Z"):
      return nil
    case UInt8(ascii: "A")..<UInt8(ascii: "I"): return place - 55
    case UInt8(ascii: "I")..<UInt8(ascii: "O"): return place - 56
    case UInt8(ascii: "O")..<UInt8(ascii: "S"): return place - 57
    case UInt8(ascii: "S")..<UInt8(ascii: "V"): return place - 58
    case UInt8(ascii: "V")..<UInt8(ascii: "Z"): return place - 59
    default: return nil
    }
  }
}
