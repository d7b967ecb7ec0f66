/* The editor's "Cite" button: puts a source into the text as one piece that is removed as one piece. */
(() => {
  const { React, DraftJS, draftail } = window;
  const TYPE = "REFERENCE";
  const { EditorState, Modifier } = DraftJS;

  /* Entities whose removal was asked for in their tooltip. */
  const toRemove = new Set();

  class CitationSource extends draftail.ModalWorkflowSource {
    componentDidMount() {
      const { editorState, entityKey, onComplete } = this.props;
      if (entityKey && toRemove.delete(entityKey)) {
        const content = Modifier.removeRange(editorState.getCurrentContent(), this.place(), "backward");
        onComplete(EditorState.push(editorState, content, "remove-range"));
        return;
      }
      super.componentDidMount();
    }

    getChooserConfig() {
      return {
        url: this.props.entityType.chooserUrls.referenceChooser,
        urlParams: {},
        onload: window.CHOOSER_MODAL_ONLOAD_HANDLERS,
        responses: { chosen: this.onChosen },
      };
    }

    filterEntityData({ id, label, title, url }) {
      return { id, label, title, url };
    }

    /* The citation that is being changed, or the end of what is selected: citing replaces no words. */
    place() {
      const { editorState, entityKey } = this.props;
      if (entityKey) {
        return draftail.DraftUtils.getEntitySelection(editorState, entityKey);
      }
      const selection = editorState.getSelection();
      return selection.merge({
        anchorKey: selection.getEndKey(),
        anchorOffset: selection.getEndOffset(),
        focusKey: selection.getEndKey(),
        focusOffset: selection.getEndOffset(),
        isBackward: false,
      });
    }

    onChosen(chosen) {
      const { editorState, onComplete } = this.props;
      const data = this.filterEntityData(chosen);
      const content = editorState.getCurrentContent().createEntity(TYPE, "IMMUTABLE", data);
      const cited = Modifier.replaceText(content, this.place(), data.label, null, content.getLastCreatedEntityKey());
      this.workflow.close();
      onComplete(EditorState.push(editorState, cited, "insert-characters"));
    }
  }

  function Citation(props) {
    const { title, url } = props.contentState.getEntity(props.entityKey).getData();
    return React.createElement(draftail.TooltipEntity, {
      ...props,
      icon: React.createElement(window.wagtail.components.Icon, { name: title ? "cite" : "warning" }),
      label: title || "Missing source",
      url: url || null,
      onRemove: (entityKey) => {
        toRemove.add(entityKey);
        props.onEdit(entityKey);
      },
    });
  }

  draftail.registerPlugin({ type: TYPE, source: CitationSource, decorator: Citation }, "entityTypes");
})();
