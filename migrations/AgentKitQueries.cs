using MongoDB.Bson;
using Pipeline.Migrations.Reviewing;

namespace AgentKit.Migrations;

/// <summary>The queries that AgentKit makes, with example values. A test asks the server by which index it would answer each.</summary>
public sealed class AgentKitQueries : IQueryShapes
{
    private const string Newest = "{ created_at: -1, _id: -1 }";
    // As the service asks for what comes after a cursor: a bound for the index, then those of the same millisecond by id.
    private const string After = "$and: [{ created_at: { $lte: ISODate('2026-11-23T00:00:00Z') } }, { $or: [{ created_at: { $lt: ISODate('2026-11-23T00:00:00Z') } }, { _id: { $lt: ObjectId('65a000000000000000000000') } }] }]";
    private const string AfterUploaded = "$and: [{ uploaded_at: { $lte: ISODate('2026-11-23T00:00:00Z') } }, { $or: [{ uploaded_at: { $lt: ISODate('2026-11-23T00:00:00Z') } }, { _id: { $lt: ObjectId('65a000000000000000000000') } }] }]";
    private const string LastUploaded = "{ uploaded_at: -1, _id: -1 }";

    public IReadOnlyList<QueryShape> Shapes { get; } =
    [
        Shape("a client of an organization", "client_profiles", "{ organization_id: 'o1', client_id: 'c1' }", null, "organization_id_1_client_id_1"),
        Shape("a client by its id", "client_profiles", "{ client_id: 'c1' }", null, "client_id_1"),
        Shape("clients of an organization", "client_profiles", "{ organization_id: 'o1' }", Newest, "organization_id_1_created_at_-1__id_-1"),
        Shape("clients of an organization, next page", "client_profiles", "{ organization_id: 'o1', " + After + " }", Newest, "organization_id_1_created_at_-1__id_-1"),
        Shape("clients of an organization by status", "client_profiles", "{ organization_id: 'o1', onboarding_status: 'draft' }", Newest, "organization_id_1_onboarding_status_1_created_at_-1__id_-1"),
        Shape("clients of an organization by status, next page", "client_profiles", "{ organization_id: 'o1', onboarding_status: 'draft', " + After + " }", Newest, "organization_id_1_onboarding_status_1_created_at_-1__id_-1"),
        Shape("clients with an e-mail address", "client_profiles", "{ organization_id: 'o1', 'contacts.email': 'a@example.com' }", null, "organization_id_1_contacts.email_1"),
        Shape("files of a client by category", "uploaded_files", "{ organization_id: 'o1', client_id: 'c1', file_category: 'contracts', status: { $ne: 'deleted' } }", LastUploaded, "organization_id_1_client_id_1_file_category_1_uploaded_at_-1__id_-1"),
        Shape("files of a client", "uploaded_files", "{ organization_id: 'o1', client_id: 'c1', status: { $ne: 'deleted' } }", LastUploaded, "organization_id_1_client_id_1_uploaded_at_-1__id_-1"),
        Shape("files of a client, next page", "uploaded_files", "{ organization_id: 'o1', client_id: 'c1', status: { $ne: 'deleted' }, " + AfterUploaded + " }", LastUploaded, "organization_id_1_client_id_1_uploaded_at_-1__id_-1"),
        Shape("files of which something is due", "uploaded_files", "{ due_at: { $lte: ISODate('2026-11-23T00:00:00Z') } }", "{ due_at: 1 }", "due_at_1"),
        Shape("the oldest file in quarantine", "uploaded_files", "{ status: 'quarantined' }", "{ uploaded_at: 1 }", "status_1_uploaded_at_1"),
        Shape("uploads that have expired", "file_uploads", "{ expires_at: { $lte: ISODate('2026-11-23T00:00:00Z') } }", "{ expires_at: 1 }", "expires_at_1"),
        Shape("the file of an object", "uploaded_files", "{ object_key: 'c1/logo.png' }", null, "object_key_1"),
        Shape("the connection of a client to a platform", "platform_credentials", "{ organization_id: 'o1', client_id: 'c1', platform: 'hubspot' }", null, "client_id_1_platform_1_organization_id_1"),
        Shape("connections of a client", "platform_credentials", "{ organization_id: 'o1', client_id: 'c1', platform: { $in: ['triplewhale', 'hubspot', 'klaviyo'] } }", "{ platform: 1 }", "client_id_1_platform_1_organization_id_1"),
        Shape("whether a platform of a client is connected", "platform_credentials", "{ organization_id: 'o1', client_id: 'c1', platform: { $in: ['triplewhale', 'hubspot', 'klaviyo'] }, status: 'connected' }", null, "client_id_1_platform_1_organization_id_1"),
        Shape("credentials of an organization on a platform", "platform_credentials", "{ organization_id: 'o1', platform: 'meta' }", null, "organization_id_1_platform_1"),
        Shape("ideas for a client by status", "campaign_ideas", "{ organization_id: 'o1', client_id: 'c1', status: 'open' }", Newest, "organization_id_1_client_id_1_status_1_created_at_-1__id_-1"),
        Shape("ideas for a client by status and time, next page", "campaign_ideas", "{ organization_id: 'o1', client_id: 'c1', status: 'open', created_at: { $gte: ISODate('2026-10-01T00:00:00Z') }, " + After + " }", Newest, "organization_id_1_client_id_1_status_1_created_at_-1__id_-1"),
        Shape("an API key by its id", "api_keys", "{ key_id: 'abcdefghijklmnop' }", null, "key_id_1"),
        Shape("API keys of an organization", "api_keys", "{ organization_id: 'o1' }", Newest, "organization_id_1_created_at_-1__id_-1"),
        Shape("a request by its key", "idempotency_keys", "{ organization_id: 'o1', subject: 's1', key: 'k1' }", null, "organization_id_1_subject_1_key_1"),
        Shape("what happened in an organization", "audit_log", "{ organization_id: 'o1' }", "{ at: -1, _id: -1 }", "organization_id_1_at_-1__id_-1"),
        Shape("ideas for a client", "campaign_ideas", "{ client_id: 'c1' }", Newest, "client_id_1_created_at_-1__id_-1"),
    ];

    private static QueryShape Shape(string name, string collection, string filter, string? sort, string index) => new()
    {
        Name = name,
        Collection = collection,
        Filter = BsonDocument.Parse(filter),
        Sort = sort is null ? null : BsonDocument.Parse(sort),
        Index = index,
    };
}
