/// The program's version, which the manifest records.
package enum Version {
  package static let current = "0.1.0"
}
