using System.Collections.Generic;
using Pipeline.Components.Deploying;

partial class Build
{
    IReadOnlyDictionary<string, string> IDeploy.VariablesOfRehearsal(RehearsalFacts facts) => new Dictionary<string, string>
    {
        ["MONGODB_URI"] = facts.DatabaseUri!,
        ["MONGODB_DATABASE"] = facts.DatabaseName!,
        ["AGENTKIT_SIGNING_KEY"] = facts.Key,
    };
}
