using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Tests.Running.Entities;

namespace Pipeline.Embedded.MongoDB.Tests.Running.Operations;

/// <summary>An operation that is about to run.</summary>
internal sealed record OperationCall<TTarget>(TTarget Target, Arguments Arguments, TestRun Run);

/// <summary>What an operation gave: null for nothing, a BSON value, an entity, or <see cref="RootDocuments"/>.</summary>
internal delegate Task<object?> Operation<TTarget>(OperationCall<TTarget> call, CancellationToken cancellationToken);

/// <summary>The documents of an iterable result, each of which is matched as a root document.</summary>
internal sealed record RootDocuments(BsonArray Documents);
