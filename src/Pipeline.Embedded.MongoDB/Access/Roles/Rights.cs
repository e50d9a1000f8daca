namespace Pipeline.Embedded.MongoDB.Access.Roles;

/// <summary>What roles allow, in groups of MongoDB's actions.</summary>
[Flags]
internal enum Rights
{
    None = 0,
    Read = 1,
    Write = 2,

    /// <summary>Collections, indexes, validation, statistics of a database.</summary>
    Administer = 4,

    /// <summary>Users and their roles, by commands.</summary>
    ManageUsers = 8,

    /// <summary><c>system.users</c> itself.</summary>
    ReadUsers = 16,

    /// <summary><c>system.users</c> itself.</summary>
    WriteUsers = 32,

    /// <summary>The state of the server.</summary>
    Monitor = 64,

    /// <summary>Parameters, operations and sessions of others.</summary>
    Operate = 128,

    /// <summary>What no other right is for.</summary>
    AnyAction = 256,
    All = Read | Write | Administer | ManageUsers | ReadUsers | WriteUsers | Monitor | Operate | AnyAction,
}
