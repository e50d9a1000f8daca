namespace Pipeline.Configuration.Drift;

/// <summary>What two places disagree about.</summary>
public enum DriftKind
{
    /// <summary>A manifest sets a variable that the service doesn't have.</summary>
    UnknownVariable,

    /// <summary>A setting is required in an environment, and its manifests don't set it.</summary>
    MissingVariable,

    /// <summary>A manifest sets a variable that is left to somebody else, or twice.</summary>
    SetTwice,

    /// <summary>A secret's value stands where everybody can read it.</summary>
    ExposedSecret,

    /// <summary>A manifest names a ConfigMap, a Secret or a key that isn't there.</summary>
    MissingKey,

    /// <summary>A reference to the secret store that can't be one, or that stands where none may.</summary>
    WrongReference,

    /// <summary>A reference to a secret that the store doesn't have.</summary>
    MissingSecret,

    /// <summary>A generated file isn't what the settings say.</summary>
    OutdatedFile,

    /// <summary>Source code reads a variable that isn't in the catalogue.</summary>
    UncataloguedRead,

    /// <summary>An exception that nothing needs any more.</summary>
    StaleException,
}
