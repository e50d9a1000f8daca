namespace AgentKit.Server.Auditing;

/// <summary>Something that somebody wasn't let do: one kind of denial, however often it happens.</summary>
internal sealed record Denial
{
    /// <summary>Stands for no organisation: a caller's begins with a letter or a digit. Such entries are for whoever runs the service, in the database.</summary>
    public const string NoOrganization = "-";

    /// <summary>Who is unknown.</summary>
    public const string Anonymous = "anonymous";

    /// <summary>The organisation that it concerns, where that is known for certain.</summary>
    public string OrganizationId { get; init; } = NoOrganization;

    public string Subject { get; init; } = Anonymous;

    public required string Action { get; init; }

    public required string ResourceType { get; init; }

    public required string ResourceId { get; init; }

    /// <summary>Why, as one of a few words.</summary>
    public string? Reason { get; init; }
}
