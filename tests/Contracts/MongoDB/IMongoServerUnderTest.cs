using MongoDB.Driver;

namespace Pipeline.Contracts.MongoDB;

/// <summary>A server that is held to the contracts: each project that links them has one.</summary>
public interface IMongoServerUnderTest
{
    /// <summary>What it is, as the tests print it: "embedded", "mongo:8.0 in a container", "PIPELINE_TEST_MONGODB_URI".</summary>
    string Description { get; }

    string ConnectionString { get; }

    IMongoClient Client { get; }
}
