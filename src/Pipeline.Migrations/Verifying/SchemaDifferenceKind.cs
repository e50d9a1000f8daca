namespace Pipeline.Migrations.Verifying;

/// <summary>How database and declaration differ.</summary>
public enum SchemaDifferenceKind
{
    /// <summary>Declared, and not there.</summary>
    Missing,

    /// <summary>There, and not declared.</summary>
    Extra,

    /// <summary>There, and not as declared.</summary>
    Different,
}
