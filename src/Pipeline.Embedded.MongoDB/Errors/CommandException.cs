using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Errors;

/// <summary>A command, or one statement of a write command, that ends with an error of MongoDB's.</summary>
internal sealed class CommandException : Exception
{
    public CommandException(ServerError error, string message)
        : this((int)error, error.ToString(), message)
    {
    }

    /// <summary>For the codes that have no name in MongoDB's list: the server calls them <c>Location</c> and the number.</summary>
    public CommandException(int location, string message)
        : this(location, Enum.IsDefined((ServerError)location) ? ((ServerError)location).ToString() : $"Location{location}", message)
    {
    }

    private CommandException(int code, string codeName, string message)
        : base(message)
    {
        Code = code;
        CodeName = codeName;
    }

    public int Code { get; }

    public string CodeName { get; }

    /// <summary>What a particular error adds beside code and message, as <c>keyPattern</c> and <c>keyValue</c> do for a duplicate key.</summary>
    public BsonDocument? Details { get; init; }

    /// <summary>Error labels that the error always has; those that depend on session and command are added where the reply is made.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Whether <see cref="Labels"/> are all that it has: a fail point says which.</summary>
    public bool HasOnlyItsLabels { get; init; }

    /// <summary>The same error in other words.</summary>
    public CommandException WithMessage(string message) => new(Code, CodeName, message) { Details = Details, Labels = Labels, HasOnlyItsLabels = HasOnlyItsLabels };

    public bool Is(ServerError error) => Code == (int)error;
}
