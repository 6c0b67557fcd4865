// Runs under the sample's policy; the inline script of the page must not.
window.heard = []
window.sample.on('news', (...args) => window.heard.push(args))
window.bridgeWasThere = typeof window.sample.ask === 'function'
