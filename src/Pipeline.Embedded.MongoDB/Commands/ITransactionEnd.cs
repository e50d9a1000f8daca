namespace Pipeline.Embedded.MongoDB.Commands;

/// <summary>A command that ends a transaction, rather than being a part of it.</summary>
internal interface ITransactionEnd;
