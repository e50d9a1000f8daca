using System.Collections.Generic;
using Pipeline.Components.Configuration;
using Pipeline.Configuration.Drift;
using Pipeline.Configuration.Generating;

partial class Build : ICheckEnvironment
{
    GenerationOptions IHazSettings.Generation => ServiceEnvironment.Generation;

    IReadOnlyList<LibraryVariable> ICheckEnvironment.LibraryVariables => ServiceEnvironment.LibraryVariables;

    IReadOnlyList<AllowedRead> ICheckEnvironment.AllowedReads => ServiceEnvironment.AllowedReads;
}
