namespace AgentKit.Server.Access;

/// <summary>Who makes the request. Endpoints take it as a service; there is none without authentication.</summary>
/// <param name="OrganizationId">The organisation that it acts for, and the only one whose documents it meets.</param>
/// <param name="Subject">A person's id at the identity provider, or <c>key:</c> and an API key's id.</param>
/// <param name="Role">What it may do.</param>
/// <param name="IsMachine">True for an API key.</param>
internal sealed record Caller(string OrganizationId, string Subject, CallerRole Role, bool IsMachine);
