import vm from 'node:vm';
import { TestEnvironment as NodeEnvironment } from 'jest-environment-node';

/**
 * Jest's environment for Node in an ordinary global object. Jest asks for one whose every look-up of a global (`Math`, `Map`) passes through
 * an interceptor and a proxy, which makes a numeric loop several times slower than it is in the product.
 */
export default class TestEnvironment extends NodeEnvironment {
  constructor(config, context) {
    const { createContext } = vm;
    vm.createContext = () => createContext(vm.constants.DONT_CONTEXTIFY);
    try {
      super(config, context);
    } finally {
      vm.createContext = createContext;
    }
  }
}
