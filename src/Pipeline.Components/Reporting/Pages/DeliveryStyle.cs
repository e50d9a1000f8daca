namespace Pipeline.Components.Reporting.Pages;

/// <summary>What the page of a delivery has beyond <see cref="Pipeline.Releases.Pages.PageStyle"/>. Holds nothing from a build.</summary>
internal static class DeliveryStyle
{
    public const string Css = """
        :root { --succeeded: #1f9d6b; --cached: #3f7fd6; --failed: #d2333a; --cancelled: #c07f12; --none: #8b95a5; --path: #7a3fd1; --edge: #a3adbd; }
        @media (prefers-color-scheme: dark) { :root { --succeeded: #36b37e; --cached: #5b9bf0; --failed: #f0616a; --cancelled: #e0a33c; --none: #7b8698; --path: #bb92ff; --edge: #5d697c; } }
        .skip { position: absolute; left: -9999px; } .skip:focus { left: 12px; top: 12px; background: var(--card); padding: 8px 12px; z-index: 1; }
        header { background: var(--card); border-bottom: 1px solid var(--line); border-top: 6px solid var(--succeeded); }
        header.bad { border-top-color: var(--failed); } header.doubt { border-top-color: var(--cancelled); }
        .headline { max-width: 1080px; margin: 0 auto; padding: 22px 20px 18px; }
        header.good .outcome { color: var(--good); } header.bad .outcome { color: var(--bad); } header.doubt .outcome { color: var(--doubt); }
        .failure { color: var(--bad); font-weight: 600; overflow-wrap: anywhere; }
        header dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(230px, 1fr)); gap: 12px 28px; margin: 14px 0 0; }
        dt { color: var(--soft); font-size: 13px; } dd { margin: 0; overflow-wrap: anywhere; }
        nav { background: var(--card); border-bottom: 1px solid var(--line); }
        nav ul { display: flex; flex-wrap: wrap; gap: 4px 22px; max-width: 1080px; margin: 0 auto; padding: 10px 20px; list-style: none; font-size: 14px; white-space: nowrap; }
        nav a { text-decoration: none; } nav a:hover { text-decoration: underline; }
        section { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 20px 22px 16px; margin: 0 0 18px; scroll-margin-top: 12px; }
        #unproven { border-left: 5px solid var(--cancelled); }
        section h3:first-of-type { margin-top: 4px; } h3.long { overflow-wrap: anywhere; }
        .soft { color: var(--soft); font-size: 14px; }
        ul { padding-left: 20px; margin: 0 0 12px; }
        .unproven, .problems { list-style: none; padding: 0; } .unproven li, .problems li { margin: 0 0 8px; overflow-wrap: anywhere; }
        .badge { display: inline-block; border-radius: 999px; padding: 0 10px; font-size: 13px; font-weight: 600; white-space: nowrap; background: var(--code); color: var(--soft); }
        .badge.good { background: var(--good-soft); color: var(--good); } .badge.bad { background: var(--bad-soft); color: var(--bad); } .badge.doubt { background: var(--doubt-soft); color: var(--doubt); }
        .badge.kept { color: var(--accent); }
        td { min-width: 64px; } td code { min-width: 200px; } td time, th[scope=col] { white-space: nowrap; }
        .figures { list-style: none; padding: 0; margin: 0; } .figures li { overflow-wrap: break-word; }
        .files { list-style: none; padding: 0; columns: 2 320px; } .files li { margin: 0 0 4px; overflow-wrap: anywhere; break-inside: avoid; }
        summary { cursor: pointer; color: var(--accent); margin: 0 0 10px; }
        .timeline { display: grid; grid-template-columns: minmax(220px, max-content) 1fr; gap: 0 14px; margin: 0 0 12px; }
        .names { list-style: none; margin: 0; padding: 24px 0 0; font-size: 14px; min-width: 0; }
        .names li { height: 28px; display: flex; align-items: center; gap: 8px; min-width: 0; }
        .names .name { flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
        .names .took { color: var(--soft); font-size: 13px; white-space: nowrap; font-variant-numeric: tabular-nums; }
        .names .critical .name { font-weight: 650; }
        .sign { width: 14px; text-align: center; font-weight: 700; color: var(--none); }
        .succeeded .sign { color: var(--succeeded); } .cached .sign { color: var(--cached); } .failed .sign { color: var(--failed); } .cancelled .sign { color: var(--cancelled); }
        .skipped .name, .not-run .name { color: var(--soft); }
        .chart { width: 100%; display: block; overflow: hidden; }
        .tick { stroke: var(--line); } text.tick { stroke: none; fill: var(--soft); font-size: 12px; }
        .reason { fill: var(--soft); font-size: 12px; }
        .bar.succeeded { fill: var(--succeeded); stroke: var(--succeeded); } .bar.cached { fill: var(--cached); stroke: var(--cached); }
        .bar.failed { fill: var(--failed); stroke: var(--failed); } .bar.cancelled { fill: var(--cancelled); stroke: var(--cancelled); }
        g.bar line { stroke-width: 3; } g.bar rect { stroke-width: 0; } g.bar.critical rect { stroke: var(--path); stroke-width: 2; }
        .link { stroke: var(--edge); stroke-width: 1.2; } .link.only-after { stroke-dasharray: 2 4; } .link.critical { stroke: var(--path); stroke-width: 2.2; }
        .link.head { stroke: none; fill: var(--edge); } .link.critical.head { fill: var(--path); }
        .legend { display: flex; flex-wrap: wrap; gap: 4px 18px; list-style: none; padding: 0; font-size: 13px; color: var(--soft); } .legend li { display: flex; align-items: center; gap: 6px; }
        .swatch { display: inline-block; width: 18px; height: 14px; border-radius: 3px; background: var(--none); color: #fff; font-size: 11px; line-height: 14px; text-align: center; }
        .succeeded .swatch { background: var(--succeeded); } .cached .swatch { background: var(--cached); } .failed .swatch { background: var(--failed); } .cancelled .swatch { background: var(--cancelled); }
        .swatch.line { height: 3px; background: var(--path); }
        .meter { display: flex; align-items: center; gap: 10px; min-width: 150px; font-variant-numeric: tabular-nums; }
        svg.bar { flex: 1; max-width: 220px; min-width: 50px; height: 8px; } .track { fill: var(--code); } .fill { fill: var(--cached); } .meter span { white-space: nowrap; }
        @media (max-width: 640px) {
          body { font-size: 16px; } .headline, main { padding-left: 14px; padding-right: 14px; } section { padding: 16px 14px 12px; border-radius: 10px; }
          h1 { font-size: 22px; } header dl { grid-template-columns: 1fr 1fr; gap: 10px 16px; } nav ul { padding: 10px 14px; flex-wrap: nowrap; overflow-x: auto; }
          .timeline { grid-template-columns: 150px 1fr; gap: 0 8px; } .names { font-size: 13px; } .names li { gap: 5px; } .names .took { font-size: 12px; } .meter .of { display: none; }
          .scroll:has(th:nth-child(4)) table { min-width: 560px; } .tick.odd { display: none; } .meter { flex-direction: column; align-items: stretch; gap: 4px; min-width: 84px; } svg.bar { flex: none; width: 100%; }
        }
        @media print { nav, .skip { display: none; } section { break-inside: avoid; border: 0; padding: 0; } }

        """;
}
