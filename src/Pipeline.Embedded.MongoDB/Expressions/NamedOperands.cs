using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary>The operands of an operator that takes a document, in the order in which its function wants their values.</summary>
internal sealed record NamedOperands(params string[] Names)
{
    /// <summary>Those that must be there.</summary>
    public IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>MongoDB's code for an argument that is not a document.</summary>
    public int NotDocument { get; init; } = (int)ServerError.FailedToParse;

    /// <summary>MongoDB's code for an operand that the operator doesn't have.</summary>
    public int Unknown { get; init; } = (int)ServerError.FailedToParse;

    /// <summary>MongoDB's code for an operand that is left out.</summary>
    public int Missing { get; init; } = (int)ServerError.FailedToParse;

    public Expression[] Parse(string name, BsonValue argument, ParseScope scope)
    {
        var raw = Read(name, argument);
        var operands = new Expression[Names.Length];
        for (var index = 0; index < operands.Length; index++)
            operands[index] = raw[index] is { } specification ? scope.Parse(specification) : ConstantExpression.Missing;
        return operands;
    }

    /// <summary>The operands before they are parsed; <see langword="null"/> for one that is left out.</summary>
    public BsonValue?[] Read(string name, BsonValue argument)
    {
        if (argument is not BsonDocument document)
            throw new CommandException(NotDocument, $"{name} only supports an object as its argument");

        var raw = new BsonValue?[Names.Length];
        foreach (var element in document)
        {
            var index = Array.IndexOf(Names, element.Name);
            if (index < 0)
                throw new CommandException(Unknown, $"Unrecognized argument to {name}: {element.Name}");
            raw[index] = element.Value;
        }

        foreach (var required in Required)
        {
            if (raw[Array.IndexOf(Names, required)] is null)
                throw new CommandException(Missing, $"Missing '{required}' parameter to {name}");
        }

        return raw;
    }
}
