using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Writing;

/// <summary>One insert, update or delete of a write command.</summary>
internal interface IStatement
{
    /// <summary>Does it in the batch. A statement that fails, or is blocked, can be begun again.</summary>
    /// <exception cref="Errors.CommandException">The statement fails; what it did before to other documents stays.</exception>
    StatementResult Run(WriteBatch batch, WriteContext context);
}
