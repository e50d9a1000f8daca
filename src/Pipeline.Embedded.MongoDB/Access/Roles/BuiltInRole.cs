namespace Pipeline.Embedded.MongoDB.Access.Roles;

/// <summary>A role that MongoDB has by itself. Source: https://www.mongodb.com/docs/manual/reference/built-in-roles/.</summary>
internal sealed record BuiltInRole(string Name)
{
    private static readonly Dictionary<string, BuiltInRole> s_all = new BuiltInRole[]
    {
        new("read") { OnItsDatabase = Rights.Read },
        new("readWrite") { OnItsDatabase = Rights.Read | Rights.Write },
        new("dbAdmin") { OnItsDatabase = Rights.Administer },
        new("userAdmin") { OnItsDatabase = Rights.ManageUsers },
        new("dbOwner") { OnItsDatabase = Rights.Read | Rights.Write | Rights.Administer | Rights.ManageUsers },
        new("readAnyDatabase") { IsOfAdmin = true, OnDatabases = Rights.Read },
        new("readWriteAnyDatabase") { IsOfAdmin = true, OnDatabases = Rights.Read | Rights.Write },
        new("dbAdminAnyDatabase") { IsOfAdmin = true, OnDatabases = Rights.Administer },
        new("userAdminAnyDatabase") { IsOfAdmin = true, OnDatabases = Rights.ManageUsers | Rights.ReadUsers },
        new("clusterMonitor") { IsOfAdmin = true, OnServer = Rights.Monitor },
        new("clusterManager") { IsOfAdmin = true, OnServer = Rights.Monitor },
        new("hostManager") { IsOfAdmin = true, OnServer = Rights.Operate },
        new("clusterAdmin") { IsOfAdmin = true, OnServer = Rights.Monitor | Rights.Operate },
        new("backup") { IsOfAdmin = true, OnServer = Rights.Read | Rights.ReadUsers | Rights.Monitor },
        new("restore") { IsOfAdmin = true, OnServer = Rights.Write | Rights.Administer | Rights.ManageUsers | Rights.ReadUsers | Rights.WriteUsers },
        new("root") { IsOfAdmin = true, OnServer = Rights.All },
        new("__system") { IsOfAdmin = true, OnServer = Rights.All },
    }.ToDictionary(x => x.Name);

    /// <summary>Whether it exists in the admin database only.</summary>
    public bool IsOfAdmin { get; private init; }

    public Rights OnItsDatabase { get; private init; }

    /// <summary>On all databases but <c>config</c> and <c>local</c>.</summary>
    public Rights OnDatabases { get; private init; }

    /// <summary>On the server, and on all databases.</summary>
    public Rights OnServer { get; private init; }

    public static BuiltInRole? Find(RoleName name) =>
        s_all.GetValueOrDefault(name.Role) is { } role && (!role.IsOfAdmin || name.Database == "admin") ? role : null;

    public static IEnumerable<RoleName> Of(string database) => s_all.Values.Where(x => !x.IsOfAdmin || database == "admin").Select(x => new RoleName(x.Name, database));

    /// <summary>What a role of <paramref name="roleDatabase"/> allows on <paramref name="database"/>.</summary>
    public Rights On(string database, string roleDatabase) =>
        OnServer | (database is "config" or "local" ? Rights.None : OnDatabases) | (database == roleDatabase ? OnItsDatabase : Rights.None);
}
