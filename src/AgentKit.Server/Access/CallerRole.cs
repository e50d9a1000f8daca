namespace AgentKit.Server.Access;

/// <summary>What a caller may do in its organisation. Each role includes the one before.</summary>
internal enum CallerRole
{
    /// <summary>Reads.</summary>
    Viewer,

    /// <summary>Writes.</summary>
    Member,

    /// <summary>Reviews, archives, and gives out API keys.</summary>
    Admin,
}
