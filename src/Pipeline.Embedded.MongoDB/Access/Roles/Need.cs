namespace Pipeline.Embedded.MongoDB.Access.Roles;

/// <summary>What a command needs on a database: one of the rights, or, where it names none, only a user.</summary>
internal readonly record struct Need(Rights AnyOf, string Database)
{
    public bool IsMetBy(Rights rights) => AnyOf == Rights.None || (rights & AnyOf) != 0;
}
