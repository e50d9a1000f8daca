namespace Pipeline.Migrations.Authoring.Schemas;

/// <summary>What becomes of a write that a validator refuses (MongoDB's <c>validationAction</c>).</summary>
public enum ValidationAction
{
    /// <summary>It fails.</summary>
    Error,

    /// <summary>It is made, and the server logs it.</summary>
    Warn,
}
