using Pipeline.Errors;

namespace Pipeline.Components.Secrets;

/// <summary>Errors of the targets for secrets.</summary>
[ErrorCodes]
public static class SecretTargetErrors
{
    /// <summary>Nobody said how the secret is rotated.</summary>
    public static ErrorCode NotDeclared { get; } = new("PIPE2050", "Nobody said how this secret is rotated",
        "Only secrets of the areas `database` and `signing` have a way of their own: a random value in place of a key that another company gave would only break it.",
        "Override RotationOf in the build file for this name, or change the secret where it is given out and write it with SetSecret.");

    /// <summary>The database doesn't let its users be changed.</summary>
    public static ErrorCode UsersNotChanged { get; } = new("PIPE2051", "The database's users can't be changed",
        "The database refused to make, change or remove a user: the administrator's credentials are wrong, its role lacks userAdmin, or the server is away.",
        "Check Database.AdminUserName and Database.AdminPassword of the environment, and that this user has the role userAdmin on the database `admin`.");

    /// <summary>The new value can't be read.</summary>
    public static ErrorCode NoValue { get; } = new("PIPE2052", "There is no value to write",
        "SetSecret reads the new value from the file that --value-file names, and that isn't there, or is empty.",
        "Name a file that holds the value, and delete it afterwards; --value-file /dev/stdin reads what is piped in.");
}
