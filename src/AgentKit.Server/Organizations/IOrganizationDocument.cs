namespace AgentKit.Server.Organizations;

/// <summary>A document that belongs to an organisation, in its field <c>organization_id</c>.</summary>
internal interface IOrganizationDocument
{
    string OrganizationId { get; }
}
