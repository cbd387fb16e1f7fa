import Values

/// The folder of the notices among the results.
private let noticeFolder = "notices"

extension MajorNotice {
  /// The names of its files without their endings.
  package static let fileStem = noticeFolder + "/" + majorName
}

extension RectificationNotice {
  /// The names of its files without their endings.
  var fileStem: String { noticeFolder + "/" + fileName(of: department) }
}

private let majorName = "major-issues"

/// No name of a file is longer, in bytes, its ending left out: systems take 255.
private let nameLimit = 120

/// A name of a file for an id, another one for each id: letters and digits of any script, `-` and `_` stay, and
/// everything else is written as `%2F`, so that no id can name another folder.
///
/// A long one is cut and told from others by its digest.
func fileName(of id: String) -> String {
  var name = ""
  for scalar in id.unicodeScalars {
    if isPlain(scalar) { name.unicodeScalars.append(scalar) } else { name += percent(scalar) }
  }
  // Two departments never share a file, nor one with the notice of what is major.
  if name == majorName { name = percent("m") + name.dropFirst() }
  if name.utf8.count > nameLimit {
    var kept = ""
    for scalar in name.unicodeScalars {
      guard kept.utf8.count + scalar.utf8.count <= nameLimit - 34 else { break }
      kept.unicodeScalars.append(scalar)
    }
    name = kept + "%-" + SHA256.hex(of: Array(id.utf8)).prefix(32)
  }
  return name.isEmpty ? "%" : name
}

private func isPlain(_ scalar: Unicode.Scalar) -> Bool {
  if scalar.isASCII {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "-", "_": return true
    default: return false
    }
  }
  switch scalar.properties.generalCategory {
  case .uppercaseLetter, .lowercaseLetter, .otherLetter, .decimalNumber:
    return !scalar.properties.isDefaultIgnorableCodePoint
  default: return false
  }
}

/// Its bytes in UTF-8, as a link writes them.
private func percent(_ scalar: Unicode.Scalar) -> String {
  scalar.utf8.map { byte in
    let digits = String(byte, radix: 16, uppercase: true)
    return "%" + (digits.utf8.count == 1 ? "0" : "") + digits
  }.joined()
}

/// A file's name as a link from the report's own folder.
func link(to name: String) -> String {
  name.unicodeScalars.map { scalar in
    scalar == "/" || scalar == "." || scalar.isASCII && isPlain(scalar)
      ? String(Character(scalar)) : percent(scalar)
  }.joined()
}
