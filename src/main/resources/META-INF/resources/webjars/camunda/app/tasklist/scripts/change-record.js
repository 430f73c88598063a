// The tab "Change record": our change page in a frame, as tall as its content.
const root = document.querySelector('base').getAttribute('app-root').replace(/\/camunda$/, '');

function keepAsTallAsItsContent(frame) {
  const observer = new ResizeObserver(() => {
    const page = frame.contentDocument;
    if (page && page.body) {
      frame.style.height = Math.max(300, page.body.scrollHeight + 20) + 'px';
    }
  });
  frame.addEventListener('load', () => {
    observer.disconnect();
    if (frame.contentDocument && frame.contentDocument.body) {
      observer.observe(frame.contentDocument.body);
    }
  });
  return observer;
}

// The web app leaves a refusal on the screen, over the very button that the corrected form is completed with.
function dismissRefusals(event) {
  if (!event.target.closest('.page-notifications')) {
    document.querySelectorAll('.page-notifications .alert-danger .close').forEach((close) => close.click());
  }
}
document.addEventListener('mousedown', dismissRefusals);
document.addEventListener('input', dismissRefusals);

export default {
  id: 'sluice-change-record',
  pluginPoint: 'tasklist.task.detail',
  priority: 900,
  properties: {
    label: 'Change record'
  },
  render: (node, data, scope) => {
    const frame = document.createElement('iframe');
    frame.title = 'Change record';
    frame.style.cssText = 'display: block; width: 100%; height: 600px; border: 0; background: #fff;';
    const observer = keepAsTallAsItsContent(frame);
    const show = (id) => {
      if (id) {
        frame.src = root + '/changes/of-task/' + encodeURIComponent(id);
      }
    };
    node.appendChild(frame);
    // The tab outlives a change of the selection, so it follows what is selected.
    scope.$watch('task.id', show);
    scope.$on('$destroy', () => observer.disconnect());
  }
};
