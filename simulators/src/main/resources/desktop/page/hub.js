/**
 * The desktop's message hub, shared by the page and its gadgets. Messages are delivered after the publisher has returned, in
 * order, as JSON text: each frame makes objects of its own from it.
 */
export class Hub {
  #next = 1;
  #subscriptions = new Map();

  /** `frame` is the window of a gadget: once it is closed, its listeners are dropped. */
  subscribe(topic, listener, frame = window) {
    const id = String(this.#next++);
    this.#subscriptions.set(id, { topic, listener, frame });
    return id;
  }

  unsubscribe(id) {
    this.#subscriptions.delete(id);
  }

  publish(topic, data) {
    const json = JSON.stringify(data);
    queueMicrotask(() => this.#deliver(topic, json));
  }

  #deliver(topic, json) {
    for (const [id, subscription] of [...this.#subscriptions]) {
      if (subscription.frame.closed) {
        this.#subscriptions.delete(id);
      } else if (subscription.topic === topic) {
        call(subscription.listener, topic, json);
      }
    }
  }
}

function call(listener, topic, json) {
  try {
    listener(topic, json);
  } catch (fault) {
    console.error(`A listener of ${topic} failed:`, fault);
  }
}
