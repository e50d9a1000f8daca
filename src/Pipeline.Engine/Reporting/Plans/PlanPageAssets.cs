namespace Pipeline.Engine.Reporting.Plans;

/// <summary>Style and script of the plan's page. Neither holds anything from a build.</summary>
internal static class PlanPageAssets
{
    public const string Style = """
        :root {
          color-scheme: light dark;
          --page: #f6f7f9; --card: #ffffff; --ink: #1c2430; --soft: #667085; --line: #dfe3ea;
          --edge: #a3adbd; --accent: #2f6fed; --accent-soft: #e8f0ff; --trigger: #b3641c; --cache: #1f9d6b;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --page: #12161d; --card: #1b212b; --ink: #e8ecf3; --soft: #98a2b3; --line: #2c3543;
            --edge: #566175; --accent: #78a6ff; --accent-soft: #1d2c4a; --trigger: #e39b57; --cache: #4cc38a;
          }
        }
        * { box-sizing: border-box; }
        body { margin: 0; height: 100vh; display: flex; flex-direction: column; background: var(--page); color: var(--ink);
          font: 14px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
        header { display: flex; flex-wrap: wrap; gap: 8px 32px; align-items: center; justify-content: space-between; padding: 16px 28px;
          background: var(--card); border-bottom: 1px solid var(--line); }
        h1 { margin: 0; font-size: 18px; font-weight: 650; }
        header p { margin: 0; color: var(--soft); }
        header b { color: var(--ink); font-weight: 600; }
        .legend { display: flex; gap: 20px; margin: 0; padding: 0; list-style: none; color: var(--soft); font-size: 13px; }
        .legend li { display: flex; align-items: center; gap: 8px; }
        .main { flex: 1; min-height: 0; display: flex; }
        .graph { flex: 1; min-width: 0; overflow: auto; padding: 12px; display: flex; }
        svg.plan { flex: none; margin: auto; }
        .stage { fill: var(--soft); font-size: 11px; letter-spacing: .08em; text-transform: uppercase; }
        .edge { fill: none; stroke: var(--edge); stroke-width: 1.6; }
        .plan .edge { transition: opacity .12s, stroke .12s; }
        .plan .edge.dependency { marker-end: url(#arrow-dependency); }
        .edge.order { stroke-dasharray: 2 5; stroke-linecap: round; }
        .plan .edge.order { marker-end: url(#arrow-order); }
        .edge.trigger { stroke: var(--trigger); stroke-dasharray: 7 4; }
        .plan .edge.trigger { marker-end: url(#arrow-trigger); }
        .arrow { fill: var(--edge); } .arrow.trigger { fill: var(--trigger); } .arrow.lit { fill: var(--accent); }
        .node { cursor: pointer; outline: none; transition: opacity .12s; }
        .node rect { fill: var(--card); stroke: var(--line); stroke-width: 1.4; transition: stroke .12s, fill .12s; }
        .node .name { fill: var(--ink); font-weight: 600; font-size: 14px; }
        .node .cause { fill: var(--soft); font-size: 11.5px; }
        .node.requested rect { stroke: var(--accent); stroke-width: 2; }
        .node.skipped rect { fill: var(--page); stroke-dasharray: 5 4; }
        .node.skipped .name { fill: var(--soft); font-weight: 500; text-decoration: line-through; }
        .cacheable { fill: var(--cache); }
        .node:hover rect, .node:focus-visible rect, .node.picked rect { fill: var(--accent-soft); stroke: var(--accent); }
        .focused .node:not(.lit) { opacity: .28; }
        .focused .edge:not(.lit) { opacity: .12; }
        .focused .edge.lit { stroke: var(--accent); stroke-width: 2; marker-end: url(#arrow-lit); }
        aside { width: 290px; flex: none; overflow: auto; padding: 20px 24px; background: var(--card); border-left: 1px solid var(--line); }
        aside h2 { margin: 0 0 8px; font-size: 15px; overflow-wrap: anywhere; }
        aside p { color: var(--soft); }
        ol { margin: 0; padding-left: 26px; } ol .skipped { color: var(--soft); text-decoration: line-through; }
        li::marker { color: var(--soft); }
        dl { margin: 12px 0 0; } dt { color: var(--soft); font-size: 12px; } dd { margin: 0 0 10px; overflow-wrap: anywhere; }
        @media (max-width: 820px) { .main { flex-direction: column; } aside { width: auto; max-height: 40vh; border-left: 0; border-top: 1px solid var(--line); } }

        """;

    public const string Script = """
        (() => {
          const svg = document.querySelector('svg.plan');
          const nodes = [...svg.querySelectorAll('.node')];
          const edges = [...svg.querySelectorAll('.edge')];
          const sections = [...document.querySelectorAll('aside section')];
          const hint = document.querySelector('.hint');
          let picked = null;

          const walk = (start, from, to) => {
            const seen = new Set([start]);
            const open = [start];
            while (open.length) {
              const at = open.pop();
              for (const edge of edges)
                if (edge.dataset[from] === at && !seen.has(edge.dataset[to])) { seen.add(edge.dataset[to]); open.push(edge.dataset[to]); }
            }
            return seen;
          };

          const show = index => {
            svg.classList.toggle('focused', index !== null);
            const before = index === null ? new Set() : walk(index, 'to', 'from');
            const after = index === null ? new Set() : walk(index, 'from', 'to');
            for (const node of nodes) {
              node.classList.toggle('lit', before.has(node.dataset.index) || after.has(node.dataset.index));
              node.classList.toggle('picked', node.dataset.index === picked);
            }
            for (const edge of edges)
              edge.classList.toggle('lit', (before.has(edge.dataset.from) && before.has(edge.dataset.to)) || (after.has(edge.dataset.from) && after.has(edge.dataset.to)));
            for (const section of sections) section.hidden = section.dataset.index !== index;
            hint.hidden = index !== null;
          };

          const pick = index => { picked = picked === index ? null : index; show(picked); };
          for (const node of nodes) {
            const index = node.dataset.index;
            node.addEventListener('mouseenter', () => show(index));
            node.addEventListener('mouseleave', () => show(picked));
            node.addEventListener('click', event => { event.stopPropagation(); pick(index); });
            node.addEventListener('keydown', event => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); pick(index); } });
          }
          svg.parentElement.addEventListener('click', () => { picked = null; show(null); });
          document.addEventListener('keydown', event => { if (event.key === 'Escape') { picked = null; show(null); } });
          const wanted = nodes.find(node => location.hash === '#' + node.getAttribute('aria-label'));
          if (wanted) pick(wanted.dataset.index);
        })();

        """;
}
