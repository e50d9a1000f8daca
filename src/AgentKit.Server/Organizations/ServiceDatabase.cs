using AgentKit.Server.Database;
using MongoDB.Driver;

namespace AgentKit.Server.Organizations;

/// <summary>
/// The database of all organisations, for work that no caller asked for: authentication, clean-up, readiness. Which classes may take it stands
/// in a test; everything that a caller asks for goes through <see cref="OrganizationDatabase"/>.
/// </summary>
internal sealed class ServiceDatabase(DatabaseConnection connection)
{
    /// <summary>The database itself, for the driver's own calls. Ask for it each time: its client changes when the credential is rotated.</summary>
    public IMongoDatabase Database => connection.Current;

    public IMongoCollection<T> Collection<T>(string name) => Database.GetCollection<T>(name);

    /// <summary>The database as one organisation sees it.</summary>
    public OrganizationDatabase Of(string organizationId) => new(Database, organizationId);
}
