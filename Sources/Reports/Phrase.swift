import Values

/// Every text of the program's own that a report shows.
///
/// The texts stand in one table, ``text``: the compiler sees that each phrase has all languages.
enum Phrase: CaseIterable {
  // Head
  case title, period, asOf, scope, occasion, occasionMonthEnd, occasionSpotCheck, version,
    sourcesInShort, sourcesSentence,
    totalsAgree, totalsDisagree, totalsNone, contents
  // Conclusion
  case conclusionHeading, wordFindings, wordFindingsAndIncomplete, wordIncomplete, wordClean,
    conclusionFindings, conclusionFindingsAndIncomplete, conclusionIncomplete, conclusionClean,
    ruleOfDecision
  // Figures
  case keyFigures, failedFindings, undeterminedFindings, ordersAffected, amountAtRisk, rulesRun,
    recordsRead, ofTotal, rejectedInShort, undeterminedAmountInShort, beyondRange, failed,
    undetermined, passed, notApplicable, severityCritical, severityMajor, severityMinor,
    severityInfo, stageGeneration, stageContract, stageExecution, stageDelivery, stageSettlement,
    stageAfterSales, statusNew, statusCarried, statusReopened, statusWaived, extentRecord,
    extentValue,
    extentFile
  // Key performance indicators
  case kpisHeading, kpi, value, target, againstTarget, numerator, denominator, met, targetMet,
    notMet, noTarget, notComputed, kpiBar, noKPIs, change, movementBetter,
    movementWorse, movementUnchanged, changeNote, noPreviousMonth, trend, weight, points,
    pointsOfWeight,
    weightedScore, weightNote, isCounted, yes, no
  // Department scores
  case scoresHeading, scoresNote, score, ofHundred, inTime, pointsOff, judged, noScore
  // Breakdown
  case breakdownHeading, byPack, byDepartment, bySeverity, byStage, pack, department, severity,
    stage, orders, share, legend, groupBar, countingNote, total
  // Largest findings
  case largestHeading, largestNote, noLargest, furtherFindings, rank, finding, document, order,
    field, expected, actual, difference, amount,
    days
  // Not checked
  case gapsHeading, noGaps, rulesNotRun, kpisNotComputed, undecidedRules, undecidedOf,
    missingSources, missingSource, unrecognisedFiles, emptyExports, disagreeingTotals,
    disagreeingTotal, unreadable, unreadableSentence, cutFiles, rulesWithoutSubject, reason, cause,
    consequenceOf,
    moreInCoverage
  // Waivers
  case waiversHeading, waiversNote, waiver, waiverScope, approver, until, waivedFindings,
    waiverState, waiverInForce, waiverExpired, waiverNotBegun, waiverWithoutFindings,
    waiverNotJudged, waiverInShort, waivedSentence
  // Rules that changed
  case ruleChangesHeading, ruleChangesNote, noRuleChanges, ruleChange, ruleChanged, ruleNew,
    ruleRunAgain, ruleSwitchedOff, ruleGone, ruleSubjects, changedRules, lackingRules,
    unchangedRules
  // Patterns
  case patternsHeading, patternsNote, patternsSearched, patternSearched, patternNotSearched,
    noPatterns, property, propertyValue, affectedOrders, findingCount, perHundred, average,
    commonestRule, morePatterns
  // Remediation
  case remediationHeading, remediationNote, openIssues, verified, unexamined, verifiedHeading,
    unexaminedHeading, unexaminedNote, ageHeading, age, ageThisMonth, ageOneMonth, ageTwoToFive,
    ageSixOrMore, statusOverdue, escalatedTo, assignedTo, moreInRemediation,
    causeHuman, causeProcess, causeSystem, caseEvents, stateOpen, stateDone, stateClosed
  // Notices
  case noticesHeading, noticesNote, notice, issueCount, majorTitle, rectificationTitle,
    noticeNumber, sentTo, copiedTo, superior, headsOf, majorNote, majorNoteWithLimit, majorCounted,
    consequenceCount, noticeShown, rectificationNote, failedPart,
    undeterminedPart,
    undeterminedNote, noticeWaived, measureAsked, toldBesides, toldOf, firstDue,
    replySlip, replyNote, causeAnalysis, correctiveMeasures, completionDate, signHere, none
  // Issues
  case issuesHeading, issuesAllShown, issuesShown, issuesStatic, noIssues, search, searchHint,
    all, outcome, status, due, shownOf, noneMatch, previousPage, nextPage, sortBy, reset,
    evidence, documents, place, moreInJSONL, finds, remedy, rule, ruleID, clause,
    issueID, firstSeen, lastSeen, timesSeen, noValue
  // Rules
  case rulesHeading, notRun
  // Sources and relations
  case sourcesHeading, file, source, format, records, rejected, bytes, controlTotal, stated,
    computed, agrees, disagrees, noControlTotals, digest, unusedFields, copyOf,
    relationsHeading,
    relation, fromCount, toCount, matched, withoutKey, unmatched, ambiguous, orphans,
    duplicateKeys, noRelations, relationsNote
  // Rejects
  case rejectsHeading, noRejects, rejectsNote, extent, column, code, count, lines, line, record,
    byte, entity, originalText
  // Sign-off
  case signOffHeading, preparedBy, reviewedBy, approvedBy, name, signature, date, footer
  // Columns of issues.csv
  case ruleTitle, message, subjectKey, otherDocuments, foundAt, foundBy, causeClass, effect,
    measure, responsible, completedOn
}
