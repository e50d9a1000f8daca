namespace Nuke.Common.CI.TeamCity;

/// <summary>What a report is. The names are those of the service messages.</summary>
public enum TeamCityImportType
{
    /// <summary>.NET coverage.</summary>
    dotNetCoverage,

    /// <summary>MSTest.</summary>
    mstest,

    /// <summary>NUnit.</summary>
    nunit,

    /// <summary>JUnit.</summary>
    junit,

    /// <summary>Surefire.</summary>
    surefire,

    /// <summary>VSTest.</summary>
    vstest,

    /// <summary>Google Test.</summary>
    gtest,

    /// <summary>ReSharper duplicates.</summary>
    DotNetDupFinder,

    /// <summary>ReSharper duplicates.</summary>
    ReSharperDupFinder,

    /// <summary>ReSharper inspections.</summary>
    ReSharperInspectCode,

    /// <summary>FxCop.</summary>
    FxCop,

    /// <summary>PMD.</summary>
    pmd,

    /// <summary>PMD duplicates.</summary>
    pmdCpd,

    /// <summary>Checkstyle.</summary>
    checkstyle,

    /// <summary>FindBugs.</summary>
    findBugs,

    /// <summary>JSLint.</summary>
    jslint,
}
