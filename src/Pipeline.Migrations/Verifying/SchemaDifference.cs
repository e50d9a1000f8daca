namespace Pipeline.Migrations.Verifying;

/// <summary>Where the database isn't as declared.</summary>
/// <param name="Kind">Missing, extra or different.</param>
/// <param name="Collection">The collection.</param>
/// <param name="Subject">What of it: <c>collection</c>, <c>validator</c>, or <c>index name</c>.</param>
/// <param name="Message">What is declared, what is there, and what to do, as a sentence.</param>
public sealed record SchemaDifference(SchemaDifferenceKind Kind, string Collection, string Subject, string Message);
