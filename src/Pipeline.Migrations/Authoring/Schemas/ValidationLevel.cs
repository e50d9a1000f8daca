namespace Pipeline.Migrations.Authoring.Schemas;

/// <summary>Which writes a validator checks (MongoDB's <c>validationLevel</c>).</summary>
public enum ValidationLevel
{
    /// <summary>All inserts and updates.</summary>
    Strict,

    /// <summary>Inserts, and updates of documents that were valid: for a collection that still holds old documents.</summary>
    Moderate,
}
